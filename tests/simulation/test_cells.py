"""A cell tells what its numbers pick, or says that they pick different things."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.simulation.cells import Cells, bits_for, narrowest
from scenario_engine.simulation.cuts import Cuts
from searching import at_most

MARK = 99


@st.composite
def made(draw):
    """Draw cuts of up to four rows, some at the edges of cells."""
    row, cut = [], []
    count = draw(st.integers(1, 4))
    edges = st.integers(1, 255).map(lambda cell: (cell << 24) - 1)
    cuts = st.one_of(edges, st.integers(0, 2**32 - 2))
    for place in range(count):
        inner = sorted(draw(st.sets(cuts, max_size=5)))
        row += [place] * (len(inner) + 1)
        cut += [*inner, 2**32 - 1]
    target = draw(st.lists(st.integers(0, 3), min_size=len(row), max_size=len(row)))
    return Cuts.at(
        np.array(row), np.array(cut, dtype=np.uint32), np.array(target), count
    )


@at_most(100)
@given(made(), st.integers(1, 10))
def test_a_cell_has_what_all_of_its_numbers_pick(cuts, bits):
    """Its first, its last and any cut within; with a mark only where they differ."""
    codes = np.array([10, 20, 30, 40])
    cells = Cells.of(cuts, bits, codes, MARK, cuts.rows + 1)
    pointer, size = cuts.pointer, 2 ** (32 - bits)
    for row in range(cuts.rows):
        own = cuts.cut[pointer[row] : pointer[row + 1]].astype(np.int64)
        for cell in range(2**bits):
            first, last = cell * size, (cell + 1) * size - 1
            is_cut = bool(((first <= own) & (own < last)).any())
            told = cells.code[(row << bits) + cell]
            picked = cuts.pick(
                np.array([row, row], dtype=np.int32),
                np.array([first, last], dtype=np.uint32),
            )
            assert is_cut == (told == MARK)
            if not is_cut:
                assert [told, told] == codes[picked].tolist()
    assert (cells.code[cuts.rows << bits :] == MARK).all()


def test_rows_may_stand_elsewhere():
    """What lies between them has marks only."""
    whole = np.array([2**32 - 1] * 2, dtype=np.uint32)
    cuts = Cuts.at(np.array([0, 1]), whole, np.array([0, 1]), 2)
    cells = Cells.of(cuts, 1, np.array([5, 6]), MARK, 4, np.array([1, 2]))

    assert [MARK, MARK, 5, 5, 6, 6, MARK, MARK] == cells.code.tolist()


@pytest.mark.parametrize(
    ("rows", "most", "cells", "bits"),
    [
        (1, 8, 2**22, 8),
        (2**15, 8, 2**22, 7),
        (2**15 + 1, 8, 2**22, 6),
        (2**30, 8, 8, 1),
    ],
)
def test_cells_are_no_more_than_there_is_room_for(rows, most, cells, bits):
    """But one bit is gone by always."""
    assert bits == bits_for(rows, most, cells)


def test_codes_take_no_more_room_than_they_need():
    """Two bytes, four or eight."""
    widths = [narrowest(each)(0).nbytes for each in (65_535, 65_536, 2**31)]

    assert [2, 4, 8] == widths
