"""What a study asks: what is measured, what is compared, and how it is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from scenario_engine.vocabulary.fields import (
    FieldError,
    are_ids,
    is_id,
    is_prose,
    is_text,
    not_empty,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE, AFTER = "before", "after"

GOAL, HARM, TURNS, SCORE = "goal", "harm", "turns", "score"
ITEM, COMPOSURE, BREACHES, LEVEL = "item", "composure", "breaches", "level"
CONFIDENCE, SKILL, TRAIT = "confidence", "skill", "trait"
PLAYED = (GOAL, HARM, TURNS, SCORE, ITEM, COMPOSURE, BREACHES, LEVEL)
OF_PEOPLE = (CONFIDENCE, SKILL, TRAIT)

DIFFERENCE, CHANGE, GAIN = "difference", "change", "gain"
MODERATION, CORRELATION = "moderation", "correlation"
ODDS_RATIO, RATE_RATIO = "odds-ratio", "rate-ratio"
KINDS: Mapping[str, int] = {
    DIFFERENCE: 2,
    CHANGE: 1,
    GAIN: 2,
    MODERATION: 2,
    ODDS_RATIO: 2,
    RATE_RATIO: 2,
    CORRELATION: 1,
}
"""Kinds of contrasts, with how many arms each is about."""

CALIBRATED, PREDICTION, ASSUMED = "calibrated", "prediction", "assumed"
FIGURES = ("arms", "scatter", "curves", "transfer", "difficulty", "effects")


@attrs.frozen(kw_only=True)
class Measure:
    """
    What is measured of a person: the mean over their episodes, or something of theirs.

    Attributes:
        id: Its id.
        title: What it is called in the report, with its unit.
        counts: ``goal`` or ``harm`` (the share of episodes), ``turns``, ``score``,
            ``item`` (points of an item of an instrument), ``composure`` (at the end),
            ``breaches`` (policies broken), ``level`` (turns begun at an escalation
            of at least *level*), ``confidence``, ``skill`` or ``trait``.
        instrument, item: Whose points, for ``item``.
        base: What is added to the points of an item.
        level: From which level of escalation, for ``level``.
        technique: The technique, for ``skill``; the mean of all where it is empty.
        trait: The trait, for ``trait``.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    counts: str = attrs.field(validator=one_of(*PLAYED, *OF_PEOPLE))
    instrument: str = ""
    item: str = ""
    base: Decimal = Decimal(0)
    level: int = 0
    technique: str = ""
    trait: str = ""

    def __attrs_post_init__(self) -> None:
        """Check that what is counted is said in full."""
        for kind, needed in ((ITEM, "instrument"), (ITEM, "item"), (TRAIT, "trait")):
            if self.counts == kind and not getattr(self, needed):
                raise FieldError(needed, "", "missing", f"Say which {needed}")
        if self.counts == LEVEL and self.level < 1:
            raise FieldError("level", str(self.level), "no level", "Give one from 1")

    @property
    def is_played(self) -> bool:
        """Whether it is measured in episodes."""
        return self.counts in PLAYED


@attrs.frozen(kw_only=True)
class Published:
    """
    What was published about the same question.

    Attributes:
        text: What was found, in a sentence.
        reference: Where: a reference key.
        value: The figure, where there is one that can be set beside ours.
        low, high: Its interval, where there is one.
    """

    text: str = attrs.field(validator=is_text)
    reference: str = attrs.field(validator=is_id)
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@attrs.frozen(kw_only=True)
class Contrast:
    """
    What is compared with what.

    Attributes:
        id: Its id.
        title: What it is called in the report.
        kind: ``difference`` (of means of two arms), ``change`` (from before to after),
            ``gain`` (of one arm's change over another's), ``moderation`` (of a
            difference in one setting over that in another), ``odds-ratio``,
            ``rate-ratio``, or ``correlation``.
        measure: Id of the measure.
        arms: The arm, or the arm and what it is compared with.
        settings: The settings; of several the mean, for ``moderation`` first and
            second. Where none is given, all that are measured.
        time: ``before`` or ``after``.
        against: For a correlation, the id of the other measure.
        standing: ``calibrated``: an assumed number was chosen so that it comes out;
            ``assumed``: it follows from what was assumed, nearly directly;
            ``prediction``: nothing was chosen for its sake.
        published: What was published.
        reading: Where the model and the paper agree or differ, and what follows.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    kind: str = attrs.field(validator=one_of(*KINDS))
    measure: str = attrs.field(validator=is_id)
    arms: tuple[str, ...] = attrs.field(validator=[not_empty, are_ids])
    settings: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    time: str = attrs.field(default=AFTER, validator=one_of(BEFORE, AFTER))
    against: str = ""
    standing: str = attrs.field(validator=one_of(CALIBRATED, PREDICTION, ASSUMED))
    published: tuple[Published, ...] = ()
    reading: str = attrs.field(default="", validator=is_prose)

    def __attrs_post_init__(self) -> None:
        """Check that there are as many arms and settings as the kind needs."""
        if len(self.arms) != KINDS[self.kind]:
            raise FieldError(
                "arms",
                ", ".join(self.arms),
                f"{len(self.arms)} where a {self.kind} has {KINDS[self.kind]}",
                f"Name {KINDS[self.kind]}",
            )
        if self.kind == MODERATION and len(self.settings) != 2:
            raise FieldError("settings", "", "a moderation has two", "Name two")
        if (self.kind == CORRELATION) != bool(self.against):
            raise FieldError(
                "against",
                self.against,
                "a correlation is with another measure, and nothing else is",
                "Name the other measure, of a correlation alone",
            )


@attrs.frozen(kw_only=True)
class Figure:
    """
    A picture of the report.

    Attributes:
        id: Its id, and the name of its files.
        title: What it is called.
        kind: ``arms`` (means with intervals), ``scatter`` (of two measures), ``curves``
            (what practice made of a measure), ``transfer`` (practised in one setting,
            measured in the others), ``difficulty`` (the chance of the goal by skill),
            ``effects`` (contrasts beside what was published).
        measure: Id of the measure, where one is shown.
        against: For ``scatter``, the measure to the right.
        arms: Ids of the arms that are shown; all where none is given.
        contrasts: For ``effects``, the contrasts that are shown.
        caption: What it shows, in words.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    kind: str = attrs.field(validator=one_of(*FIGURES))
    measure: str = ""
    against: str = ""
    arms: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    caption: str = attrs.field(validator=is_text)


@attrs.frozen(kw_only=True)
class Sweep:
    """
    How results depend on a rate of learning that nobody knows.

    Attributes:
        rate: The rate, such as ``feedback.skill``.
        values: What it is set to, one by one.
        contrasts: Ids of the contrasts that are looked at.
    """

    rate: str = attrs.field(validator=is_text)
    values: tuple[Decimal, ...] = attrs.field(validator=not_empty)
    contrasts: tuple[str, ...] = attrs.field(validator=[not_empty, are_ids])
