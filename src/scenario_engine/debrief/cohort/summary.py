"""Everything that is told of a cohort, and the same as plain data."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.debrief.cohort.attempts import Cohort, Refused, anonymous
from scenario_engine.debrief.cohort.coverage import Scenario, coverage
from scenario_engine.debrief.cohort.deck import Card, deck
from scenario_engine.debrief.cohort.grouping import groups
from scenario_engine.debrief.cohort.profile import Profile, profile
from scenario_engine.debrief.cohort.progress import Progress, progress
from scenario_engine.debrief.cohort.reviewing import reviewed
from scenario_engine.debrief.cohort.suggesting import (
    Suggestion,
    Unplayed,
    suggestions,
    unplayed,
)
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.simulation.totals import CONFIDENCE

if TYPE_CHECKING:
    from scenario_engine.debrief.cohort.found import Gathered
    from scenario_engine.debrief.cohort.reviewing import Telling
    from scenario_engine.packs import Registry

FORMAT = 1
"""Version of the form of `as_data`."""


@attrs.frozen
class Summary:
    """
    What is told of a cohort.

    Attributes:
        players: Who played, in the order in which they first appear.
        sessions, turns: How many there are of all.
        profile: What they do well.
        progress: Whether they get better.
        coverage: What they have met of what good play meets, by scenario.
        next: What to play next: episodes of scenarios that they have played.
        unplayed: Scenarios that nobody has played.
        deck: What cost most.
        refused: What could not be used.
    """

    players: tuple[str, ...]
    sessions: int
    turns: int
    profile: Profile
    progress: Progress
    coverage: tuple[Scenario, ...]
    next: tuple[Suggestion, ...]
    unplayed: tuple[Unplayed, ...]
    deck: tuple[Card, ...]
    refused: tuple[Refused, ...]


def summarise(
    gathered: Gathered,
    source: Registry | Knowing,
    *,
    nameless: bool = False,
    tell: Telling | None = None,
) -> Summary:
    """
    Go through every trace, and tell what they come to together.

    Args:
        gathered: The traces.
        source: Where scenarios are, with what is known of them already.
        nameless: Whether players are numbered and files are not named.
        tell: Is told how many traces have been gone through, of how many.

    Raises:
        GatheringError: If there is no trace that can be gone through.
    """
    knowing = source if isinstance(source, Knowing) else Knowing(source)
    cohort = reviewed(gathered, knowing, *(() if tell is None else (tell,)))
    return summed_up(anonymous(cohort) if nameless else cohort, knowing)


def summed_up(cohort: Cohort, knowing: Knowing) -> Summary:
    """Tell what episodes that were gone through come to together."""
    found = groups(cohort, knowing)
    return Summary(
        players=cohort.players,
        sessions=len(cohort.attempts),
        turns=sum(len(attempt.review.turns) for attempt in cohort.attempts),
        profile=profile(cohort, knowing.registry),
        progress=progress(cohort),
        coverage=coverage(found),
        next=tuple(each for group in found for each in suggestions(group)),
        unplayed=unplayed(cohort, knowing.registry),
        deck=deck(cohort, knowing.registry),
        refused=cohort.refused,
    )


def as_data(summary: Summary) -> dict[str, Any]:
    """Return *summary* as dicts, lists, texts, numbers and truth values, for JSON."""
    data = attrs.asdict(summary, value_serializer=_plain)
    return {"format": FORMAT, "confidence": CONFIDENCE, **data}


def _plain(_: object, __: object, value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
