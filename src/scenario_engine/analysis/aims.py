"""What is counted: the chance of an ending, the turns played, the points scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.rows import Floats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program.ir import Reward


MORE = "more"
"""That more points of an item are better."""


@attrs.frozen(eq=False)
class Aim:
    """
    What an episode is worth.

    Attributes:
        name: What is counted.
        unit: In what it is counted: ``chance``, ``turns`` or ``points``.
        final: float64, shape ``(n,)``: what a state is worth when the episode ends in
            it, by an ending or, for the others, by the turn limit.
        gain: float64, shape ``(k,)``: what each choice is worth as it is made.
    """

    name: str
    unit: str
    final: Floats
    gain: Floats


def chance(space: StateSpace, kind: str) -> Aim:
    """
    Count the chance of an ending of *kind*.

    Args:
        space: The state space.
        kind: ``goal``, ``harm`` or ``neutral``.
    """
    final = space.ends(kind).astype(np.float64)
    final[space.ongoing] = space.program.timeout.kind == kind
    return Aim(kind, "chance", final, np.zeros(len(space.action)))


def turns(space: StateSpace) -> Aim:
    """Count the turns of an episode."""
    return Aim("turns", "turns", np.zeros(len(space)), np.ones(len(space.action)))


def score(space: StateSpace, items: Collection[tuple[str, str]] | None = None) -> Aim:
    """
    Count the points of the declarative scoring rules.

    Args:
        space: The state space.
        items: The (instrument, item) pairs whose points count, as they are awarded.
            Where it is not given, the score as a whole, in which what is better the
            fewer it is counts against it.
    """
    program = space.program
    semantics = Semantics(program, space.trainee)
    final = np.zeros(len(space))
    for index, ending in enumerate((*program.endings, program.timeout)):
        number = index if index < len(program.endings) else -1
        rows = np.flatnonzero(space.ending == number)
        for reward in _counted(ending.rewards, items):
            final[rows] += semantics.points(space.codes[rows], reward)
    gain = np.zeros(len(space.action))
    for number, action in enumerate(program.actions):
        rows = np.flatnonzero(space.action == number)
        codes = space.codes[space.owner[rows]]
        for reward in _counted(action.rewards, items):
            gain[rows] += semantics.points(codes, reward)
    return Aim("score", "points", final, gain)


def _counted(
    rewards: Iterable[Reward], items: Collection[tuple[str, str]] | None
) -> Iterator[Reward]:
    """Yield the rewards that count; of items that are asked for, as awarded."""
    for reward in rewards:
        if items is None:
            yield reward
        elif (reward.instrument, reward.item) in items:
            yield attrs.evolve(reward, better=MORE)
