"""How a scene looks to somebody who remembers nothing: all looks at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Index
from scenario_engine.analysis.states import StateSpace

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.simulation.remembering import Options


@attrs.frozen(eq=False)
class Sights:
    """
    The ways in which a scene can look in which there is something to choose.

    Attributes:
        space: The states.
        visible: For each visible variable its value in each look: int64, ``(looks,)``.
        offered: bool, ``(looks, actions)``: what can be chosen.
        look: int64, ``(n,)``: how each state looks; -1 where the episode has ended.
    """

    space: StateSpace
    visible: Mapping[str, Index]
    offered: NDArray[np.bool_]
    look: Index

    @classmethod
    def of(cls, space: StateSpace) -> Sights:
        """Return the looks of *space*."""
        program = space.program
        seen = [i for i, each in enumerate(program.variables) if each.visible]
        offered = np.zeros((len(space), len(program.actions)), dtype=np.int64)
        offered[space.owner, space.action] = 1
        here = space.ongoing
        values = space.packing.unpack(space.codes[here])[:, seen]
        rows, at = np.unique(
            np.column_stack([values, offered[here]]), axis=0, return_inverse=True
        )
        look = np.full(len(space), -1, dtype=np.int64)
        look[here] = at.reshape(-1)
        names = [program.variables[i].name for i in seen]
        columns = [np.ascontiguousarray(column) for column in rows[:, : len(seen)].T]
        visible = dict(zip(names, columns, strict=True))
        return cls(space, visible, rows[:, len(seen) :] > 0, look)

    def __len__(self) -> int:
        """Count the looks."""
        return len(self.offered)

    def told(self, look: int) -> str:
        """Say in words how a look looks."""
        values = [f"{name} = {column[look]}" for name, column in self.visible.items()]
        return ", ".join(values) or "a scene of which nothing can be seen"

    def weights(self, chances: Floats, options: Options) -> Floats:
        """
        Return the chance of each option.

        Args:
            chances: float64, ``(looks, actions)``.
            options: What can be chosen in some places.
        """
        look = self.look[options.state[options.owner]]
        found: Floats = chances[look, options.action]
        return found

    def uniform(self) -> Floats:
        """Return the chances of choosing anything that is offered, each as likely."""
        shares: Floats = self.offered / self.offered.sum(axis=1, keepdims=True)
        return shares
