"""Where the numbers of a pack come from."""

from __future__ import annotations

import attrs

from scenario_engine.vocabulary.fields import is_id, is_prose, is_text

ASSUMPTION = "assumption"
"""The evidence of a number that nobody has published."""


@attrs.frozen(kw_only=True)
class Reference:
    """
    A publication, a report or a page that a number or a statement rests on.

    Attributes:
        id: The key by which chances, ladders and techniques name it.
        title: Title of the work.
        authors: Names as the work gives them.
        year: Year of publication, or 0 when it has none.
        address: A DOI or an address where it can be read.
        note: What was read of it, and what it does and does not show.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    authors: str = attrs.field(default="", validator=is_prose)
    year: int = 0
    address: str = attrs.field(default="", validator=is_prose)
    note: str = attrs.field(default="", validator=is_prose)
