"""A track laid out for compiled loops: flat arrays, one look-up for most numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.rows import Index
from scenario_engine.simulation.cells import bits_for
from scenario_engine.simulation.compiled.guides import Guide
from scenario_engine.simulation.tracks import Track

if TYPE_CHECKING:
    from collections.abc import Sequence


_CELLS = 2**22
"""About how many cells choices, responses and the world each have at most."""

_START, _CHOICE, _RESPONSE, _WORLD = 8, 7, 6, 8
"""How many first bits are gone by, where there is room."""


@attrs.frozen(eq=False)
class Laid:
    """
    A track in guides.

    Codes of places are their numbers while play goes on, and *places* more where it
    has ended.

    Attributes:
        track: The track.
        places: How many places there are.
        start: Numbers of places.
        choice: Choices, a row for each place; one way below the other.
        way: int64, ``(horizon + 1,)``: where the cells of the way of each turn begin.
        response: Situations, a row for each choice.
        world: Codes of places, a row for each situation.
    """

    track: Track
    places: int
    start: Guide
    choice: Guide
    way: Index
    response: Guide
    world: Guide

    @classmethod
    def of(cls, track: Track) -> Laid:
        """Lay *track* out."""
        places = len(track.ending)
        codes = np.arange(places) + np.where(track.ending < 0, 0, places)
        rows = track.response.rows, track.world.rows
        bits = [
            bits_for(many, most, _CELLS)
            for many, most in zip(rows, (_RESPONSE, _WORLD), strict=True)
        ]
        choice, way = _choices(track)
        return cls(
            track,
            places,
            Guide.of(track.start, _START),
            choice,
            way,
            Guide.of(track.response, bits[0]),
            Guide.of(track.world, bits[1], codes),
        )


def _choices(track: Track) -> tuple[Guide, Index]:
    """Return the guide to the choices, and where the way of each turn begins."""
    left = track.horizon - np.arange(track.horizon + 1) + 1
    turn = left if len(track.ways) > 1 else np.zeros_like(left)
    turn[0] = turn[-1]
    different = list({id(track.ways[at]): track.ways[at] for at in turn}.values())
    begins = {id(cuts): number for number, cuts in enumerate(different)}
    places = len(track.ending)
    bits = 0
    if not track.is_certain:
        bits = bits_for(places * len(different), _CHOICE, _CELLS)
    guide = _below([Guide.of(cuts, bits) for cuts in different], track)
    number = np.array([begins[id(track.ways[at])] for at in turn], dtype=np.int64)
    return guide, number * (places << bits)


def _below(guides: Sequence[Guide], track: Track) -> Guide:
    """Return *guides*, with a row for each place, below each other."""
    bits = guides[0].bits
    cell = np.zeros((len(guides), len(track.ending), 1 << bits), dtype=np.int32)
    on, skipped = np.flatnonzero(track.ending < 0), 0
    for whole, guide in zip(cell, guides, strict=True):
        own = guide.cell.reshape(-1, 1 << bits)
        whole[on] = np.where(own < 0, own - np.int32(skipped), own)
        skipped += len(guide.branch)
    branch = np.concatenate([guide.branch for guide in guides])
    return Guide(bits, cell.ravel(), branch)
