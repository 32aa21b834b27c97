"""Structures of rewards: the turns that are played, the points that are awarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.expressions import Number, Truth
from scenario_engine.interop.prism.frame import FINISH, GOES_ON
from scenario_engine.interop.prism.symbolic import both
from scenario_engine.interop.prism.writing import Award

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.interop.prism.frame import Frame


def turns(frame: Frame) -> Iterator[Award]:
    """Yield one point for each choice."""
    for name in frame.actions:
        yield Award(name, Truth(True), Number("1"))


def score(frame: Frame) -> Iterator[Award]:
    """Yield the points of every scoring rule: for choices, then for endings."""
    program = frame.program
    for action, name in zip(program.actions, frame.actions, strict=True):
        for reward in action.rewards:
            yield Award(name, frame.here(reward.guard), frame.here(reward.worth))
    ends = zip(program.endings, frame.endings, strict=True)
    for ending, holds in (*ends, (program.timeout, GOES_ON)):
        for reward in ending.rewards:
            guard = both(holds, frame.here(reward.guard))
            yield Award(FINISH, guard, frame.here(reward.worth))
