"""Who takes part in a study: a distribution of people, and what they practise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from scenario_engine.vocabulary.fields import (
    distinct,
    is_id,
    is_share,
    is_text,
    whole_between,
)


@attrs.frozen(kw_only=True)
class Spread:
    """
    How a number is spread over people: normally, and never outside 0..1.

    What falls outside is set to the nearest end; the report says how often.

    Attributes:
        mean: The mean, in 0..1.
        spread: The standard deviation, in 0..1.
        evidence: Where they come from: a reference key, or ``assumption``.
    """

    mean: Decimal = attrs.field(validator=is_share)
    spread: Decimal = attrs.field(default=Decimal(0), validator=is_share)
    evidence: str = ""


@attrs.frozen(kw_only=True)
class Trait:
    """
    Something that people differ in, and that skill or confidence go with.

    Attributes:
        id: Its id.
        title: What it is called in the report.
        skill: For families of techniques, or ``every``: how much more skill goes with
            one standard deviation more of it.
        confidence: How much more confidence does.
        evidence: Where these numbers come from.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    skill: Mapping[str, Decimal] = attrs.field(factory=dict)
    confidence: Decimal = Decimal(0)
    evidence: str = ""


@attrs.frozen(kw_only=True)
class Cohort:
    """
    A distribution of people.

    Attributes:
        id: Its id.
        title: Who they are.
        skill: Their skill in every technique that nothing else is said of.
        families: By family of techniques.
        techniques: By technique.
        shared: Which part of the spread of skill is the person's, the same in every
            technique; the rest is each technique's own. In 0..1.
        confidence: How sure they are of themselves.
        traits: What they differ in besides.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    skill: Spread
    families: Mapping[str, Spread] = attrs.field(factory=dict)
    techniques: Mapping[str, Spread] = attrs.field(factory=dict)
    shared: Decimal = attrs.field(default=Decimal("0.5"), validator=is_share)
    confidence: Spread = Spread(mean=Decimal("0.5"))
    traits: tuple[Trait, ...] = attrs.field(default=(), validator=distinct())

    def spread_of(self, technique: str, family: str) -> Spread:
        """Return how skill in a technique of that family is spread."""
        return self.techniques.get(technique, self.families.get(family, self.skill))


@attrs.frozen(kw_only=True)
class Practice:
    """
    Episodes that are played to learn from them.

    Attributes:
        setting: Id of the setting.
        episodes: How many, one after another.
        strategy: By which they choose there; as ever where it is empty.
        feedback: Whether everybody is told afterwards what each choice was worth.
        rates: Rates of learning that are other than the assumed ones, by name, such
            as ``feedback.skill``.
        evidence: Where its numbers come from.
    """

    setting: str = attrs.field(validator=is_id)
    episodes: int = attrs.field(validator=whole_between(1, 500))
    strategy: str = ""
    feedback: bool = True
    rates: Mapping[str, Decimal] = attrs.field(factory=dict)
    evidence: str = ""
