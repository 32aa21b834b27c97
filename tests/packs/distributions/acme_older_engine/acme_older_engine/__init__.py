"""A pack for an earlier engine, which must not even be imported here."""

raise AssertionError("imported")
