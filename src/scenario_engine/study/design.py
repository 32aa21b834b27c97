"""What a study is: who plays what, what is measured, and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from scenario_engine.study.people import Cohort, Practice
from scenario_engine.vocabulary.evidence import Reference
from scenario_engine.vocabulary.fields import (
    FieldError,
    are_ids,
    distinct,
    is_id,
    is_prose,
    is_text,
    not_empty,
    one_of,
    whole_between,
)

BEFORE, AFTER = "before", "after"
ARM, SETTING = "arm", "setting"

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
MOST = 16
"""The most settings, and arms, that a study has."""

FIGURES = ("arms", "scatter", "curves", "transfer", "difficulty", "effects")


def at_most(most: int) -> Any:
    """Attrs validator: *value* has no more than *most* entries."""

    def check(_: object, attribute: Any, value: tuple[Any, ...]) -> None:
        if len(value) > most:
            problem = f"{len(value)} where at most {most} can be"
            raise FieldError(attribute.name, "", problem, "Make it two studies")

    return check


def are_factors(_: object, attribute: Any, value: tuple[str, ...]) -> None:
    """Attrs validator: every entry of *value* is a factor of a study."""
    for factor in value:
        one_of(ARM, SETTING)(_, attribute, factor)


@attrs.frozen(kw_only=True)
class Setting:
    """
    A scenario to play, with these people in it.

    Attributes:
        id: Its id.
        title: What it is called in the report.
        scenario: Id of the scenario.
        personas: For participants, the persona that each is.
        episodes: How many episodes everybody plays.
        measured: Whether anything is measured in it, or it is for practice alone.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    scenario: str = attrs.field(validator=is_id)
    personas: Mapping[str, str] = attrs.field(factory=dict)
    episodes: int = attrs.field(default=1, validator=whole_between(1, 1_000))
    measured: bool = True


@attrs.frozen(kw_only=True)
class Arm:
    """
    People of one cohort who do the same.

    Attributes:
        id: Its id.
        title: What it is called in the report.
        cohort: Id of the cohort that its people are drawn from.
        size: How many there are.
        strategy: The name of the strategy by which they choose.
        practice: What they practise between the two measurements, in order.
        evidence: Where its size comes from.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    cohort: str = attrs.field(validator=is_id)
    size: int = attrs.field(validator=whole_between(4, 20_000))
    strategy: str = attrs.field(validator=is_text)
    practice: tuple[Practice, ...] = ()
    evidence: str = ""


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


@attrs.frozen(kw_only=True)
class Study:
    """
    A study: everything that can be said of it before it is run.

    Attributes:
        id: Its id.
        title: Its title.
        question: What is asked.
        design: How it is asked, in words.
        unit: What one row of the data is: ``nurse``, ``customer``.
        units: The same, of several.
        seed: What the dice are keyed with.
        replications: How often the whole study is run, with people and dice of its
            own each time: the first run is shown, and all of them say what studies of
            this size would find.
        within: The factors that everybody goes through: ``arm``, ``setting``. For the
            others, each arm or setting has people of its own.
        common_dice: Whether everybody meets the same luck in every arm. Differences are
            then surer than any real study could make them, so that none is told how
            many people it would need.
        evidence: Evidence of the numbers that give none of their own.
        cohorts: Who the people are.
        settings: What is played.
        arms: Who does what.
        measures: What is measured.
        contrasts: What is compared.
        figures: The pictures of the report.
        sweeps: Rates of learning to go through.
        references: References that only this study uses.
        cautions: What must not be concluded, a sentence each.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    question: str = attrs.field(validator=is_text)
    design: str = attrs.field(validator=is_text)
    unit: str = attrs.field(validator=is_text)
    units: str = attrs.field(validator=is_text)
    seed: int = attrs.field(default=0, validator=whole_between(0, 2**53))
    replications: int = attrs.field(default=200, validator=whole_between(1, 10_000))
    within: tuple[str, ...] = attrs.field(default=(SETTING,), validator=are_factors)
    common_dice: bool = False
    evidence: str = attrs.field(validator=is_id)
    cohorts: tuple[Cohort, ...] = attrs.field(validator=[not_empty, distinct()])
    settings: tuple[Setting, ...] = attrs.field(
        validator=[not_empty, distinct(), at_most(MOST)]
    )
    arms: tuple[Arm, ...] = attrs.field(
        validator=[not_empty, distinct(), at_most(MOST)]
    )
    measures: tuple[Measure, ...] = attrs.field(validator=[not_empty, distinct()])
    contrasts: tuple[Contrast, ...] = attrs.field(validator=[not_empty, distinct()])
    figures: tuple[Figure, ...] = attrs.field(default=(), validator=distinct())
    sweeps: tuple[Sweep, ...] = ()
    references: tuple[Reference, ...] = attrs.field(default=(), validator=distinct())
    cautions: tuple[str, ...] = ()

    @property
    def times(self) -> tuple[str, ...]:
        """When is measured: twice where anybody practises."""
        if any(arm.practice for arm in self.arms):
            return (BEFORE, AFTER)
        return (AFTER,)

    @property
    def measured(self) -> tuple[Setting, ...]:
        """The settings that are measured."""
        return tuple(setting for setting in self.settings if setting.measured)

    def arm(self, id_: str) -> Arm:
        """Return the arm of that id."""
        return next(arm for arm in self.arms if arm.id == id_)

    def cohort(self, id_: str) -> Cohort:
        """Return the cohort of that id."""
        return next(cohort for cohort in self.cohorts if cohort.id == id_)

    def setting(self, id_: str) -> Setting:
        """Return the setting of that id."""
        return next(setting for setting in self.settings if setting.id == id_)

    def measure(self, id_: str) -> Measure:
        """Return the measure of that id."""
        return next(measure for measure in self.measures if measure.id == id_)

    def contrast(self, id_: str) -> Contrast:
        """Return the contrast of that id."""
        return next(each for each in self.contrasts if each.id == id_)
