"""What happens by itself after each choice."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.vocabulary.effect import ALWAYS, Change, Effect, Reason
from scenario_engine.vocabulary.fields import FieldError, is_id, is_prose, may_lie_in


@attrs.frozen(kw_only=True)
class Trigger:
    """
    What raises arousal in a person.

    Attributes:
        id: Its id.
        of: The participant it acts on, in a scenario with several; unqualified
            names in its expressions are that participant's.
        active: The states in which it can act.
        chance: Its chance in a turn in which it is active.
        reasons: Named reasons, summed onto *chance*.
        change: For each variable named, what happens to it.
        cue: What can be seen or heard when it acts.
        resolved_by: What puts an end to it, in words.
        evidence: A reference key or ``assumption``.
        range: Where *chance*, a plain number, may lie.
    """

    id: str = attrs.field(validator=is_id)
    of: str = ""
    active: Expression = ALWAYS
    chance: Expression
    reasons: tuple[Reason, ...] = ()
    change: Mapping[str, Change]
    cue: str = attrs.field(default="", validator=is_prose)
    resolved_by: str = attrs.field(default="", validator=is_prose)
    evidence: str | None = None
    range: tuple[Decimal, Decimal] | None = attrs.field(
        default=None, validator=may_lie_in(0)
    )


@attrs.frozen(kw_only=True)
class Drift:
    """
    What else happens by itself: the trainee's own stress, a person's own recovery.

    Written either in short (*when*, *chance*, *change*) or in full (*effects*).

    Attributes:
        id: Its id.
        of: The participant whose unqualified names its expressions use.
        when: The states in which it can happen (short form).
        chance: Its chance in a turn (short form).
        reasons: Named reasons, summed onto *chance* (short form).
        change: For each variable named, what happens to it (short form).
        cue: What can be seen or heard of it (short form).
        effects: Cases with outcomes (full form).
        evidence: A reference key or ``assumption``.
        range: Where *chance*, a plain number, may lie (short form).
    """

    id: str = attrs.field(validator=is_id)
    of: str = ""
    when: Expression = ALWAYS
    chance: Expression | None = None
    reasons: tuple[Reason, ...] = ()
    change: Mapping[str, Change] = attrs.field(factory=dict)
    cue: str = attrs.field(default="", validator=is_prose)
    effects: tuple[Effect, ...] = ()
    evidence: str | None = None
    range: tuple[Decimal, Decimal] | None = attrs.field(
        default=None, validator=may_lie_in(0)
    )

    def __attrs_post_init__(self) -> None:
        """Check that exactly one of the two forms is used."""
        if (self.chance is None) == (not self.effects):
            raise FieldError(
                "chance",
                "",
                "neither the short form nor the full form, or both",
                "Give `chance` and `change`, or give `effects`",
            )
