"""What to play next: episodes in which good play meets what was never practised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.debrief.cohort.coverage import described
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.playing import Playing
from scenario_engine.simulation.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scenario_engine.debrief.cohort.attempts import Cohort
    from scenario_engine.debrief.cohort.grouping import Group
    from scenario_engine.packs import Registry

MOST = 2
"""How many episodes of a scenario are suggested at most."""

_EPISODES = 4096
"""How many episodes are looked through."""


@attrs.frozen
class Suggestion:
    """
    An episode to play.

    Attributes:
        scenario, personas: What to play.
        seed, episode: Its dice.
        meets: What good play then meets that nobody in the cohort has: in words.
        turn: After how many turns it meets the first of it.
    """

    scenario: str
    personas: Mapping[str, str]
    seed: int
    episode: int
    meets: tuple[tuple[str, ...], ...]
    turn: int


@attrs.frozen
class Unplayed:
    """
    A scenario that nobody in the cohort has played.

    Attributes:
        scenario, title: Which.
        teaches: Ids of the techniques that its objectives are about and that the
            cohort has not practised, in order.
    """

    scenario: str
    title: str
    teaches: tuple[str, ...]


def suggestions(group: Group, most: int = MOST, seed: int = 0) -> list[Suggestion]:
    """
    Return episodes in which good play meets what matters and was never practised.

    Episodes are looked through, and the one is taken whose unmet looks have most at
    stake; then the next, for what is left. What the trainee meets depends on what the
    trainee chooses: that an episode has it on the way of good play is certain, that
    others come by it is not.

    Args:
        group: The attempts at a scenario.
        most: How many episodes at most.
        seed: The dice to look through.

    Raises:
        DiceError: If *seed* is out of range.
    """
    found, stakes = group.meeting, group.unmet()
    if found is None or not stakes:
        return []
    numbers = sorted(stakes)
    noting = _Noting(found.observed.look, numbers)
    tables = Tables.over(found.observed.space)
    playing = Playing.of(tables, found.weights)
    for _ in blocks(tables, playing.way, seed, 0, _EPISODES, noting):
        pass
    played = {
        (dice.seed, dice.episode)
        for attempt in group.attempts
        if (dice := attempt.review.trace.dice)
    }
    first = noting.first
    for episode in range(len(first)):
        if (seed, episode) in played:
            first[episode] = _NEVER
    weight = np.array([stakes[number] for number in numbers])
    return list(_chosen(group, seed, first, weight, numbers, most))


def unplayed(cohort: Cohort, registry: Registry) -> tuple[Unplayed, ...]:
    """
    Return the scenarios that nobody has played, first those that teach most anew.

    Args:
        cohort: The episodes.
        registry: All scenarios there are.
    """
    practised = {turn.reviewed.chosen.technique for turn in cohort.turns()}
    rest = [id_ for id_ in registry.scenarios if id_ not in cohort.scenarios]
    found = [
        Unplayed(
            id_,
            registry.program(id_).title,
            tuple(
                dict.fromkeys(
                    technique
                    for objective in registry.program(id_).objectives
                    for technique in objective.techniques
                    if technique not in practised
                )
            ),
        )
        for id_ in rest
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.teaches), each.scenario)))


_NEVER = np.iinfo(np.int16).max


def _chosen(
    group: Group,
    seed: int,
    first: NDArray[np.int16],
    weight: NDArray[np.float64],
    numbers: list[int],
    most: int,
) -> Iterator[Suggestion]:
    """Yield the episode that meets most, then the next for what is left."""
    assert group.meeting is not None
    observed = group.meeting.observed
    weight = weight.copy()
    for _ in range(most):
        worth = (first < _NEVER) @ weight
        best = int(worth.argmax())
        if worth[best] <= 0:
            return
        met = np.flatnonzero((first[best] < _NEVER) & (weight > 0))
        order = met[np.argsort(-weight[met], kind="stable")]
        yield Suggestion(
            group.known.program.id,
            group.attempts[0].review.trace.personas,
            seed,
            best,
            tuple(
                described(observed.space.program, observed.looks[numbers[at]])
                for at in order.tolist()
            ),
            int(first[best, met].min()),
        )
        weight[met] = 0.0


class _Noting:
    """Notes the turn in which each episode first meets each of some looks."""

    def __init__(self, look: NDArray[np.int64], numbers: list[int]) -> None:
        self._column = np.full(int(look.max()) + 1, -1)
        self._column[numbers] = np.arange(len(numbers))
        self._look = look
        self._width = len(numbers)
        self._blocks: list[NDArray[np.int16]] = []

    @property
    def first(self) -> NDArray[np.int16]:
        """Shape ``(episodes, looks)``; `_NEVER` where one is not met."""
        return np.concatenate(self._blocks)

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """Note where episodes begin."""
        self._blocks.append(np.full((len(place), self._width), _NEVER, dtype=np.int16))
        self._note(0, np.arange(len(place)), place)

    def turn(
        self,
        turn: int,
        alive: NDArray[np.int64],
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """Note where a turn ended."""
        self._note(turn, alive, place)

    def _note(
        self, turn: int, alive: NDArray[np.int64], place: NDArray[np.int32]
    ) -> None:
        column = self._column[self._look[place]]
        here = np.flatnonzero(column >= 0)
        rows, columns = alive[here], column[here]
        block = self._blocks[-1]
        block[rows, columns] = np.minimum(block[rows, columns], turn)
