"""The first bits of a number pick what the whole number does, or say where to look."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.simulation.compiled.guides import Guide
from scenario_engine.simulation.cuts import Cuts
from searching import at_most

EDGES = st.sampled_from([0, 2**24 - 1, 2**24, 2**29 - 1, 2**29, 2**31, 2**32 - 2])


@st.composite
def cuts(draw):
    """Draw rows of cuts, many of them at the edges of cells."""
    row, cut = [], []
    numbers = st.sets(st.one_of(EDGES, st.integers(0, 2**32 - 2)), max_size=7)
    for number in range(draw(st.integers(1, 4))):
        inner = sorted(draw(numbers))
        cut += [*inner, 2**32 - 1]
        row += [number] * (len(inner) + 1)
    # Neighbours lead elsewhere, or they would be one branch.
    return Cuts.at(
        np.array(row),
        np.array(cut, dtype=np.uint32),
        np.arange(len(row)),
        row[-1] + 1,
    )


def picked(guide, row, number):
    """Pick as the compiled loops do; return the code, and whether it had to look."""
    at = guide.cell[(row << guide.bits) | (number >> (32 - guide.bits))]
    if at >= 0:
        return int(at), False
    at = ~at
    while int(guide.branch[at]) < number << 32:
        at += 1
    return int(guide.branch[at]) % 2**32, True


@at_most(100)
@given(cuts(), st.integers(0, 10), st.integers(0, 2**32 - 1))
def test_a_guide_leads_to_what_the_cuts_pick(drawn, bits, other):
    """On both sides of each cut, at both ends of the numbers, and anywhere."""
    codes = 2**30 + 7 * np.arange(len(drawn.branch))
    guide = Guide.of(drawn, bits, codes)
    near = {0, 2**32 - 1, other}
    near |= {int(c) + d for c in drawn.cut for d in (0, 1) if int(c) + d < 2**32}
    for row in range(drawn.rows):
        for number in near:
            (target,) = drawn.pick(
                np.array([row], dtype=np.int32), np.array([number], dtype=np.uint32)
            )
            assert codes[target] == picked(guide, row, number)[0]


@at_most(60)
@given(cuts(), st.integers(1, 8))
def test_it_is_looked_for_only_where_a_cut_lies_within_a_cell(drawn, bits):
    """Else the first bits are enough."""
    guide = Guide.of(drawn, bits)
    shift = 32 - bits
    begins = drawn.pointer
    for row in range(drawn.rows):
        inner = drawn.cut[begins[row] : begins[row + 1]].astype(np.int64)
        within = {int(cut) >> shift for cut in inner if (int(cut) + 1) % (1 << shift)}
        for cell in range(1 << bits):
            _, looked = picked(guide, row, cell << shift)
            assert looked == (cell in within)
