"""Backward induction over a joint scene, a step of a turn at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs
import numpy as np

from scenario_engine.analysis.joint.matrices import Floats, Truths
from scenario_engine.analysis.joint.moves import by_frame, moves

if TYPE_CHECKING:
    from scenario_engine.analysis.joint.scene import Scene

Play = Literal["best", "worst", "random"]
"""Who chooses: the best play, the worst, or chance alone."""

_RULE = {"best": np.maximum, "worst": np.minimum, "random": np.add}
_MISSING = {"best": -np.inf, "worst": np.inf, "random": 0.0}


@attrs.frozen(eq=False)
class Gains:
    """
    What is counted.

    Attributes:
        final: float64, one entry a cell: what it is worth to end there, by an ending
            or, for the others, by the turn limit.
        choice: For each action, float64, shape ``(rows,)`` of its frame: what it is
            worth to choose it.
    """

    final: Floats
    choice: tuple[Floats, ...]


class Sweeps:
    """
    Everything a sweep needs, laid out once, and what states are worth by now.

    Args:
        scene: The scene, after `reach`.
        reached: What it found.
        gains: What is counted.
        play: Who chooses.

    Attributes:
        worth: float64, one entry a cell: with the turns that are left, none at first;
            0 where play never comes.
    """

    def __init__(self, scene: Scene, reached: Truths, gains: Gains, play: Play) -> None:
        self._home = scene.home
        self._rule = _RULE[play]
        self._over = scene.endings.over
        self._fixed = self._over | ~reached
        self._final = np.where(self._over, gains.final, 0.0)
        self._share = _shares(scene) if play == "random" else None
        self._actions = moves(scene.actions, gains.choice, _MISSING[play])
        self._stages = [
            moves([stage], [np.zeros(stage.frame.rows)], 0.0) for stage in scene.stages
        ]
        self.worth: Floats = np.where(self._over | reached, gains.final, 0.0)

    def turn(self) -> None:
        """Let one more turn be left."""
        after = self.worth
        for (stage,) in reversed(self._stages):
            after = stage.before(after, self._home, np.add)
            np.copyto(after, self._final, where=self._over)
        first, *others = self._actions
        worth = first.before(after, self._home, self._rule)
        for other in others:
            found = other.before(after, self._home, self._rule)
            self._rule(worth, found, out=worth)
        if self._share is not None:
            worth *= self._share
        np.copyto(worth, self._final, where=self._fixed)
        self.worth = worth


def _shares(scene: Scene) -> Floats:
    """Return what share each choice has when all on offer are as likely."""
    count = np.zeros(len(scene.grid))
    for frame, steps in by_frame(scene.actions):
        offered = np.sum([step.offered for step in steps], axis=0, dtype=np.float64)
        count += frame.brought_home(np.repeat(offered, frame.width), scene.home)
    return 1.0 / np.maximum(count, 1.0)
