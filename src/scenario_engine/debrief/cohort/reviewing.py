"""Traces gone through, one after the other, into a cohort."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.attempts import Attempt, Cohort, Refused
from scenario_engine.debrief.reviewing import review
from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from scenario_engine.debrief.cohort.found import Gathered
    from scenario_engine.debrief.knowing import Knowing

Telling = Callable[[int, int], None]
"""Is told how much of some work is done, of how much."""


def _say_nothing(done: int, total: int) -> None:
    """Tell nobody."""


class GatheringError(ScenarioEngineError):
    """Nothing that was named can be used."""


def reviewed(
    gathered: Gathered, knowing: Knowing, tell: Telling = _say_nothing
) -> Cohort:
    """
    Go through every trace; one that cannot be is refused, and the others go on.

    Args:
        gathered: The traces.
        knowing: What is known of their scenarios.
        tell: Is told how many are done, of how many.

    Raises:
        GatheringError: If there is no trace that can be gone through, with the reason
            for each.
    """
    refused = list(gathered.refused)
    reviews = {}
    # Those of one scenario follow each other, so that what is known of it is kept.
    order = sorted(range(len(gathered.found)), key=lambda at: _kind(gathered, at))
    for done, at in enumerate(order):
        tell(done, len(order))
        try:
            reviews[at] = review(gathered.found[at].trace, knowing)
        except ScenarioEngineError as error:
            refused.append(Refused(gathered.found[at].where, str(error)))
    if not reviews:
        told = "\n".join(f"  {each.where}: {each.reason}" for each in refused)
        raise GatheringError(
            "There is no trace that can be used. Name files or folders of traces, as "
            f"`play --trace FILE` writes them.\n{told}".rstrip()
        )
    attempts: list[Attempt] = []
    counts: dict[str, int] = {}
    for at, found in enumerate(gathered.found):
        if at in reviews:
            number = counts[found.player] = counts.get(found.player, 0) + 1
            attempts.append(Attempt(found.player, number, found.where, reviews[at]))
    return Cohort(tuple(attempts), tuple(refused))


def _kind(gathered: Gathered, at: int) -> tuple[str, ...]:
    trace = gathered.found[at].trace
    return trace.scenario, trace.digest, repr(trace.trainee)
