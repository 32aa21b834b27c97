"""The rules of an organisation over the course of events."""

from __future__ import annotations

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.vocabulary.fields import (
    LONGEST_HORIZON,
    FieldError,
    is_id,
    is_prose,
    one_of,
    whole_between,
)

PATTERNS = {
    "never": ("event",),
    "by-the-end": ("event",),
    "before": ("first", "then"),
    "within": ("after", "then", "turns"),
}
"""For each pattern, the fields it needs."""


@attrs.frozen(kw_only=True)
class Policy:
    """
    A rule of the organisation: a company, a hospital, a school.

    Events are watched at every choice: their expressions may name the
    ``intervention``, its ``technique`` and ``family``, and every variable as it
    stood when the choice was made.

    Attributes:
        id: Its id.
        text: The rule, in the organisation's words.
        pattern: ``never`` *event*; *event* ``by-the-end``; *first* ``before``
            *then*; *then* ``within`` *turns* choices *after*.
        event: What must never happen, or must have happened by the end.
        first: What must come first.
        then: What may come only after it, or must follow in time.
        after: What makes *then* due.
        turns: How many choices later *then* must have come; 0 is at once.
        source: Where the rule comes from.
        jurisdiction: Where it applies.
    """

    id: str = attrs.field(validator=is_id)
    text: str = attrs.field(default="", validator=is_prose)
    pattern: str = attrs.field(validator=one_of(*PATTERNS))
    event: Expression | None = None
    first: Expression | None = None
    then: Expression | None = None
    after: Expression | None = None
    turns: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(whole_between(0, LONGEST_HORIZON)),
    )
    source: str = attrs.field(default="", validator=is_prose)
    jurisdiction: str = attrs.field(default="", validator=is_prose)

    def __attrs_post_init__(self) -> None:
        """Check that the fields are those of the pattern."""
        needed = PATTERNS[self.pattern]
        for field in ("event", "first", "then", "after", "turns"):
            if (getattr(self, field) is None) == (field in needed):
                raise FieldError(
                    field,
                    "",
                    f"the pattern '{self.pattern}' needs {' and '.join(needed)}",
                    "Give these fields, and no other of event, first, then, after, "
                    "turns",
                )
