"""What a cohort does well, technique by technique and objective by objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.cohort.estimates import FEWEST_TURNS, Estimate, mean
from scenario_engine.debrief.review import Verdict
from scenario_engine.debrief.verdicts import MARKED
from scenario_engine.simulation.totals import Share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scenario_engine.debrief.cohort.attempts import Cohort, Turn
    from scenario_engine.packs import Registry

WELL = frozenset({Verdict.BEST, Verdict.SOUND})
"""Words for choices that gave nothing away, or that an expert stands by."""


@attrs.frozen
class Tally:
    """
    How many of some turns were of a kind.

    Attributes:
        count: How many were.
        among: Of how many.
        share: The share, with Wilson's interval; None where there are fewer than
            `FEWEST_TURNS`. The interval takes turns as independent, so it is a little
            narrow where few people had many of them.
    """

    count: int
    among: int
    share: Share | None

    @classmethod
    def of(cls, turns: Iterable[bool]) -> Tally:
        """Count those of *turns* that are true."""
        told = tuple(turns)
        count = sum(told)
        enough = len(told) >= FEWEST_TURNS
        return cls(count, len(told), Share.of(count, len(told)) if enough else None)


@attrs.frozen
class Figures:
    """
    How some techniques were used.

    Attributes:
        offered: In how many turns one of them could be chosen.
        taken: In how many it was.
        given_away: What the choice then gave away on average, in fair value; None
            where there is too little to tell.
        well: Of the turns in which it was taken and that mattered, how many were best
            or sound.
        delivered: Of the turns in which it was taken and delivery made a difference,
            how many were delivered well.
        missed: Of the turns that mattered and in which one of them was among the best
            choices, how many gave something away by another choice.
        unknown: In how many turns it was taken that cannot be evaluated.
    """

    offered: int
    taken: int
    given_away: Estimate | None
    well: Tally
    delivered: Tally
    missed: Tally
    unknown: int


@attrs.frozen
class Technique:
    """
    A technique, and how it was used.

    Attributes:
        id: Its id.
        name: Its name.
        anti: Whether it is a habit that escalates: then few uses are good news.
        figures: How it was used.
    """

    id: str
    name: str
    anti: bool
    figures: Figures


@attrs.frozen
class Objective:
    """
    An objective of a scenario, and how its techniques were used there.

    Attributes:
        scenario: The scenario's id.
        id: Its id.
        text: What the scenario is meant to teach.
        techniques: Ids of its techniques.
        figures: How they were used.
    """

    scenario: str
    id: str
    text: str
    techniques: tuple[str, ...]
    figures: Figures


@attrs.frozen
class Profile:
    """
    What a cohort does well.

    Attributes:
        over: What intervals of means are over: ``players`` or ``sessions``.
        every: All choices together; whatever was missed, something else was taken.
        techniques: Those that were offered, in the order of their names.
        objectives: Those of the scenarios that were played.
    """

    over: str
    every: Figures
    techniques: tuple[Technique, ...]
    objectives: tuple[Objective, ...]


def profile(cohort: Cohort, registry: Registry) -> Profile:
    """
    Return what *cohort* does well.

    Args:
        cohort: The episodes.
        registry: Has the names of techniques, and what scenarios are meant to teach.
    """
    turns = tuple(cohort.turns())
    offered = {option.technique for turn in turns for option in turn.reviewed.options}
    return Profile(
        over=cohort.over,
        every=attrs.evolve(figures(turns, offered), missed=Tally.of(())),
        techniques=tuple(_techniques(turns, offered, registry)),
        objectives=tuple(_objectives(cohort, turns, registry)),
    )


def figures(turns: Sequence[Turn], techniques: Collection[str]) -> Figures:
    """
    Return how *techniques* were used.

    Args:
        turns: The turns to look at.
        techniques: Ids.
    """
    taken = [turn for turn in turns if turn.reviewed.chosen.technique in techniques]
    wanted = [
        turn.reviewed
        for turn in turns
        if turn.reviewed.mattered
        and any(o.is_best and o.technique in techniques for o in turn.reviewed.options)
    ]
    delivered = [turn.reviewed.good for turn in taken]
    return Figures(
        offered=sum(
            any(option.technique in techniques for option in turn.reviewed.options)
            for turn in turns
        ),
        taken=len(taken),
        given_away=mean(_regrets(taken)),
        well=Tally.of(
            turn.reviewed.verdict in WELL for turn in taken if turn.reviewed.mattered
        ),
        delivered=Tally.of(good for good in delivered if good is not None),
        missed=Tally.of(
            turn.verdict in MARKED and turn.chosen.technique not in techniques
            for turn in wanted
        ),
        unknown=sum(turn.reviewed.fair is None for turn in taken),
    )


def _regrets(turns: Iterable[Turn]) -> Iterator[tuple[str, float]]:
    for turn in turns:
        if turn.reviewed.fair is not None:
            yield turn.cluster, turn.reviewed.fair.regret


def _techniques(
    turns: Sequence[Turn], offered: Collection[str], registry: Registry
) -> Iterator[Technique]:
    known = registry.library.techniques
    named = [
        (known[id_].name, id_, known[id_].anti) if id_ in known else (id_, id_, False)
        for id_ in offered
    ]
    for name, id_, anti in sorted(named):
        yield Technique(id_, name, anti, figures(turns, {id_}))


def _objectives(
    cohort: Cohort, turns: Sequence[Turn], registry: Registry
) -> Iterator[Objective]:
    for scenario in cohort.scenarios:
        here = [turn for turn in turns if turn.attempt.scenario == scenario]
        for each in registry.program(scenario).objectives:
            found = figures(here, each.techniques)
            yield Objective(scenario, each.id, each.text, each.techniques, found)
