"""What a batch is to play, and how: its parts, and what is done about faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from scenario_engine.program import dice
from scenario_engine.simulation.running.faults import BatchError
from scenario_engine.simulation.running.orders import EPISODES, TOTALS, TURNS
from scenario_engine.simulation.running.stopping import Width

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = {TOTALS: 2**17, EPISODES: 2**16, TURNS: 2**15}
"""How many episodes a part has, where nothing else is asked for."""


@attrs.frozen
class Part:
    """
    Episodes that one worker plays at once.

    Attributes:
        cell: Which of the cells they are of.
        first: The number of the first of them.
        episodes: How many they are.
    """

    cell: int
    first: int
    episodes: int


@attrs.frozen
class Plan:
    """
    What is to be played of each cell. Results do not depend on how it is parted.

    Attributes:
        episodes: How many, or at most so many where *until* is given.
        wanted: `TOTALS`, `EPISODES` or `TURNS`: what is kept of them.
        names: Columns beside the usual ones.
        first: The number of the first episode.
        until: When to stop before.
        at_once: How many episodes a part has.
        folder: Where parts are kept, so that the same plan goes on from there.
        tries: How often a part is tried before it is given up.
        patience: After how many seconds in which no part came back its workers are
            taken to hang, and replaced by others who get twice as long; None to wait
            for ever. It needs more than one process.
        keep_going: Whether episodes that cannot be played are noted, and the others
            played; else the first ends the batch.
        compiled: Whether compiled loops play, which come to the same: by themselves
            where there is much to play and the extra ``fast`` is installed. A worker
            without them plays all the same.

    Raises:
        BatchError: If it cannot be played so.
        DiceError: If the number of an episode is out of range.
    """

    episodes: int
    wanted: str = EPISODES
    names: tuple[str, ...] = ()
    first: int = 0
    until: Width | None = None
    at_once: int | None = None
    folder: Path | None = None
    tries: int = 3
    patience: float | None = None
    keep_going: bool = True
    compiled: bool | None = None

    def __attrs_post_init__(self) -> None:
        """Check everything before anything is played."""
        numbers = {"episodes": self.episodes, "tries": self.tries}
        if self.at_once is not None:
            numbers["at_once"] = self.at_once
        for name, value in numbers.items():
            if type(value) is not int or value < 1:
                raise BatchError(f"{name} is {value!r}. Give a whole number from 1.")
        if self.wanted not in AT_ONCE:
            raise BatchError(f"wanted is {self.wanted!r}. Write {', '.join(AT_ONCE)}.")
        if self.patience is not None and not self.patience > 0:
            raise BatchError(
                f"patience is {self.patience!r}. Give seconds above 0, or None."
            )
        dice.check(0, self.first)
        dice.check(0, self.first + self.episodes - 1)

    @property
    def end(self) -> int:
        """The number after that of the last episode."""
        return self.first + self.episodes

    def parts(self, cell: int) -> Iterator[Part]:
        """Yield the parts of a cell, in order; none reaches over where it may stop."""
        size = self.at_once or AT_ONCE[self.wanted]
        at = self.first
        while at < self.end:
            edge = self.end
            if self.until is not None:
                every = self.until.every
                edge = min(edge, self.first + ((at - self.first) // every + 1) * every)
            after = min(at + size, edge)
            yield Part(cell, at, after - at)
            at = after

    def may_stop(self, after: int) -> bool:
        """Tell whether it is looked at, before episode *after*, if to stop there."""
        if self.until is None:
            return False
        return (after - self.first) % self.until.every == 0
