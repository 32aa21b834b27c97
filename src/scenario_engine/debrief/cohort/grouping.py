"""A cohort's attempts by scenario, beside what good play meets there."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.observations import Look, observe
from scenario_engine.debrief.cohort.attempts import Attempt
from scenario_engine.debrief.cohort.meeting import Meeting, meeting
from scenario_engine.debrief.knowing import Known
from scenario_engine.debrief.verdicts import MATTERED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.debrief.cohort.attempts import Cohort
    from scenario_engine.debrief.knowing import Knowing
    from scenario_engine.program import Trainee

RARE = 0.01
"""What good play meets in fewer than one session of a hundred is not missed."""


_Kind = tuple[str, tuple[tuple[str, str], ...]]
"""A scenario, and who was cast in it."""


@attrs.frozen(eq=False)
class Group:
    """
    Attempts at one scenario, and what there is in it.

    Attributes:
        attempts: The attempts, in the order given.
        known: The scenario, for the trainee who played most of them.
        meeting: How often good play meets what there is; None where the scenario is
            too large to tell.
        note: Why.
    """

    attempts: tuple[Attempt, ...]
    known: Known
    meeting: Meeting | None
    note: str

    def seen(self) -> Counter[Look]:
        """Return how often each look has been met in which something was chosen."""
        return Counter(
            Look(
                tuple(moment.observation.visible.values()),
                tuple(offer.id for offer in moment.observation.choices),
            )
            for attempt in self.attempts
            for moment in attempt.review.trace.moments
            if moment.observation.choices
        )

    def unmet(self) -> dict[int, float]:
        """Return what is at stake in each look that matters and nobody has met."""
        if self.meeting is None:
            return {}
        seen, found = self.seen(), self.meeting
        return {
            number: float(found.looks[number] * found.stakes[number])
            for number, look in enumerate(found.observed.looks)
            if found.looks[number] >= RARE
            and found.stakes[number] >= MATTERED
            and look not in seen
        }


def groups(cohort: Cohort, knowing: Knowing) -> tuple[Group, ...]:
    """
    Return the attempts by scenario and by who was cast in it.

    Skill decides how good play goes; of several trainees, the one counts who has
    played most of the sessions.
    """
    by_kind: defaultdict[_Kind, list[Attempt]] = defaultdict(list)
    for attempt in cohort.attempts:
        trace = attempt.review.trace
        by_kind[trace.scenario, tuple(sorted(trace.personas.items()))].append(attempt)
    return tuple(_group(by_kind[kind], knowing) for kind in sorted(by_kind))


def _group(attempts: Sequence[Attempt], knowing: Knowing) -> Group:
    trainee = _usual([attempt.review.trace.trainee for attempt in attempts])
    trace = attempts[0].review.trace
    known = knowing.about(trace.scenario, trainee, trace.personas)
    worth = known.worth
    if isinstance(worth, str):
        return Group(tuple(attempts), known, None, worth)
    observed = (
        worth.adviser.observed
        if worth.adviser
        else observe(worth.space, slim=worth.space)
    )
    return Group(tuple(attempts), known, meeting(observed), "")


def _usual(trainees: Sequence[Trainee]) -> Trainee:
    """Return the one that is there most often, the first of several."""
    keys = [repr((sorted(each.skill.items()), each.otherwise)) for each in trainees]
    usual, _ = Counter(keys).most_common(1)[0]
    return trainees[keys.index(usual)]
