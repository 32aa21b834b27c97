"""What a trainee can do or say in a sector."""

from __future__ import annotations

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.vocabulary.effect import ALWAYS, Effect
from scenario_engine.vocabulary.fields import (
    MOST_MINUTES,
    FieldError,
    are_texts,
    is_id,
    is_prose,
    not_empty,
    whole_between,
)


@attrs.frozen(kw_only=True)
class Feedback:
    """
    What a debrief may say about an intervention.

    Attributes:
        why: Why it is worth doing, or not.
        led_to: What it typically leads to.
        reflect: A question for the trainee.
    """

    why: str = attrs.field(default="", validator=is_prose)
    led_to: str = attrs.field(default="", validator=is_prose)
    reflect: str = attrs.field(default="", validator=is_prose)


@attrs.frozen(kw_only=True)
class Intervention:
    """
    One thing that a trainee can do or say: an instance of one technique.

    Attributes:
        id: Its id.
        technique: Id of the technique.
        to: The participant it is addressed to; unqualified names in its
            expressions are that participant's. Not needed with one participant.
        lines: Example lines, at least one.
        available: The states in which it can be chosen.
        minutes: How long it takes.
        delivery: The chance of delivering it well, given ``skill`` in 0..1. Where
            it is not given and *poorly* is, it is ``skill``.
        effects: What follows when it is delivered well.
        poorly: What follows when it is delivered poorly; where it is not given,
            how it is delivered makes no difference.
        good_practice: The states in which an expert calls it good practice, so that a
            debrief respects it even where another choice is slightly better; it bears
            on nothing else. None where nobody has said so of any state.
        feedback: What a debrief may say.
        evidence: Default evidence of the chances in it.
    """

    id: str = attrs.field(validator=is_id)
    technique: str = attrs.field(validator=is_id)
    to: str = ""
    lines: tuple[str, ...] = attrs.field(validator=[not_empty, are_texts])
    available: Expression = ALWAYS
    minutes: int = attrs.field(default=1, validator=whole_between(0, MOST_MINUTES))
    delivery: Expression | None = None
    effects: tuple[Effect, ...] = attrs.field(validator=not_empty)
    poorly: tuple[Effect, ...] = ()
    good_practice: Expression | None = None
    feedback: Feedback = Feedback()
    evidence: str | None = None

    def __attrs_post_init__(self) -> None:
        """Check that a delivery chance has a poor delivery to go with it."""
        if self.delivery is not None and not self.poorly:
            raise FieldError(
                "delivery",
                "",
                "a delivery chance, but nothing that happens on a poor delivery",
                "Give the effects of a poor delivery as `poorly`, or leave out "
                "`delivery`",
            )
