"""What is told of turns comes back out of the words that it was packed into."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scenario_engine.simulation.compiled.words import Words

KINDS = st.sampled_from(["int8", "int16", "int32", "int64"])


@st.composite
def tables(draw, rows):
    """Draw a few columns of signed numbers."""
    kinds = draw(st.lists(KINDS, min_size=1, max_size=4))
    return [draw(arrays(kind, rows)) for kind in kinds]


@given(tables(3), tables(5), st.data())
def test_columns_come_back_as_they_were(by_choice, by_place, data):
    """For whatever was chosen, and wherever it led to; if there is room for them."""
    columns = by_choice + by_place
    size = max(column.dtype.itemsize for column in columns)
    words = Words.of(by_choice, by_place)

    assert (words is None) == (size * len(columns) > 8)
    if words is None:
        return
    chosen = data.draw(arrays(np.int64, 9, elements=st.integers(0, 2)))
    place = data.draw(arrays(np.int64, 9, elements=st.integers(0, 4)))
    word = words.by_choice[chosen] | words.by_place[place]
    parts = words.room(9)
    for part, row in enumerate(parts):
        row[:] = word >> np.uint64(8 * size * part)
    expected = [each[chosen] for each in by_choice] + [each[place] for each in by_place]
    for column, one in zip(words.columns(parts), expected, strict=True):
        assert column.dtype == one.dtype
        np.testing.assert_array_equal(column, one)
