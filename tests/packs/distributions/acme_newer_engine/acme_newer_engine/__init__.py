"""A pack for a later engine, which must not even be imported here."""

raise AssertionError("imported")
