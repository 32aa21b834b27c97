"""What a study is: who plays what, what is measured, and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from scenario_engine.study.people import Cohort, Practice
from scenario_engine.study.questions import (
    AFTER,
    BEFORE,
    Contrast,
    Figure,
    Measure,
    Sweep,
)
from scenario_engine.vocabulary.evidence import Reference
from scenario_engine.vocabulary.fields import (
    FieldError,
    distinct,
    is_id,
    is_text,
    not_empty,
    one_of,
    whole_between,
)

ARM, SETTING = "arm", "setting"

MOST = 16
"""The most settings, and arms, that a study has."""


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
