"""Whether players get better from attempt to attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.cohort.estimates import Estimate, average, slope
from scenario_engine.debrief.cohort.profile import WELL, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.debrief.cohort.attempts import Attempt, Cohort


@attrs.frozen
class Point:
    """
    One attempt, in figures.

    Attributes:
        number: Which attempt of the player it was, from 1.
        scenario: What was played.
        ending: Kind of the ending; empty where it was stopped.
        turns: How many turns were played.
        regret: What the choices gave away together; None where it cannot be told.
        well: Of the choices that mattered, how many were best or sound.
        where: Where the attempt came from.
    """

    number: int
    scenario: str
    ending: str
    turns: int
    regret: float | None
    well: Tally
    where: str


@attrs.frozen
class Path:
    """
    The attempts of one player.

    Attributes:
        player: Who.
        points: The attempts, in the order given.
        trend: By how much what is given away in a session changes from one attempt to
            the next, each scenario having a level of its own; negative is better.
            Only sessions that were played to their end count. None: too few to tell.
        well: Of all choices that mattered, how many were best or sound.
    """

    player: str
    points: tuple[Point, ...]
    trend: Estimate | None
    well: Tally


@attrs.frozen
class Progress:
    """
    The attempts of a cohort.

    Attributes:
        paths: Those of each player.
        trend: The mean of the players' trends, over players; None: too few to tell.
    """

    paths: tuple[Path, ...]
    trend: Estimate | None


def progress(cohort: Cohort) -> Progress:
    """Return the attempts of each player of *cohort*, and whether they get better."""
    paths = tuple(_path(player, cohort.of(player)) for player in cohort.players)
    trends = [path.trend.value for path in paths if path.trend is not None]
    return Progress(paths, average(trends))


def _path(player: str, attempts: Sequence[Attempt]) -> Path:
    points = tuple(_point(attempt) for attempt in attempts)
    whole = [
        (point.scenario, float(point.number), point.regret)
        for point in points
        if point.regret is not None and point.ending
    ]
    return Path(player, points, slope(whole), _well(attempts))


def _point(attempt: Attempt) -> Point:
    return Point(
        number=attempt.number,
        scenario=attempt.scenario,
        ending=attempt.review.ending,
        turns=len(attempt.review.turns),
        regret=attempt.regret,
        well=_well([attempt]),
        where=attempt.where,
    )


def _well(attempts: Sequence[Attempt]) -> Tally:
    return Tally.of(
        turn.verdict in WELL
        for attempt in attempts
        for turn in attempt.review.turns
        if turn.mattered
    )
