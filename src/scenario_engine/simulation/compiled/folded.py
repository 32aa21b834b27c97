"""Folded turns laid out for the compiled loop, and played by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.simulation.compiled.tallies import tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.random import SFC64

    from scenario_engine.analysis.rows import Index
    from scenario_engine.simulation.chains import Chain
    from scenario_engine.simulation.folding import Folded


@attrs.frozen(eq=False)
class Slots:
    """
    Folded rows, several below each other, in one record for each slot.

    Attributes:
        record: uint32, ``(4 * slots,)``: from which number on a slot leads elsewhere,
            what it leads to below and from there on, and nothing.
        begin: uint64, ``(turns,)``: the first slot of each turn.
        bits: uint64, ``(turns,)``: how many first bits pick a slot.
    """

    record: NDArray[np.uint32]
    begin: NDArray[np.uint64]
    bits: NDArray[np.uint64]

    @classmethod
    def of(cls, turns: Iterable[Folded]) -> Slots:
        """Return what each of *turns* looks up, kept once where it is one object."""
        listed = list(turns)
        different = list({id(each): each for each in listed}.values())
        sizes: Index = np.cumsum([0, *(len(each.cut) for each in different)])
        begin = {id(each): at for each, at in zip(different, sizes, strict=False)}
        record = np.zeros((int(sizes[-1]), 4), dtype=np.uint32)
        record[:, 0] = np.concatenate([each.cut for each in different])
        record[:, 1:3] = np.concatenate([each.target for each in different])
        return cls(
            record.ravel(),
            np.array([begin[id(each)] for each in listed], dtype=np.uint64),
            np.array([each.bits for each in listed], dtype=np.uint64),
        )


def play(
    chain: Chain,
    generator: SFC64,
    episodes: int,
    at_once: int,
    counts: NDArray[np.int64],
) -> None:
    """
    Play episodes, and add them to *counts*, as `Chain.play` does block by block.

    Args:
        chain: What is played.
        generator: Gives the words; it is left as it is.
        episodes: How many are played.
        at_once: How many of them side by side.
        counts: int64, ``(endings + 1, horizon + 1)``.
    """
    slots = Slots.of((chain.start, *map(chain.turn, range(1, chain.horizon + 1))))
    state = np.array(generator.state["state"]["state"], dtype=np.uint64)
    given = slots.record, slots.begin, slots.bits, np.uint64(chain.places)
    room = np.empty(min(at_once, episodes) + 1, dtype=np.uint32)
    tally(state, given, episodes, room, counts)
