"""Blocks of LZ4 for numbers in runs, read by a library that had no part in them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.simulation.lz4_runs import block
from searching import at_most


def read(found, rows):
    """Return what a block holds, as LZ4 reads it."""
    codec = pa.Codec("lz4_raw")
    return np.frombuffer(codec.decompress(found, decompressed_size=8 * rows), "<u8")


@st.composite
def words(draw):
    """Draw numbers in runs, which may be close to each other, or too long."""
    base = draw(st.integers(0, 2**64 - 2**25))
    apart = draw(st.sampled_from([3, 2**8, 2**24, 2**25]))
    longest = draw(st.sampled_from([2, 9, 34, 35]))
    runs = draw(
        st.lists(
            st.tuples(st.integers(0, apart - 1), st.integers(1, longest)), max_size=60
        )
    )
    numbers = [base + number for number, _ in runs]
    return np.repeat(np.array(numbers, np.uint64), [times for _, times in runs])


@at_most(400)
@given(words())
def test_a_block_holds_what_it_was_made_of(given_):
    """Or there is none."""
    found = block(given_)

    if found is not None:
        np.testing.assert_array_equal(read(found, len(given_)), given_)


@pytest.mark.parametrize("longest", [1, 2, 3, 8, 34])
def test_there_is_a_block_for_runs_of_any_length_together(longest):
    """Of one to so many rows, as episodes are, of three rows on average at least."""
    turns = np.arange(10_000) % longest + 1
    turns[::3] = max(longest, 7)
    rows = np.repeat(np.arange(2**48, 2**48 + 10_000, dtype=np.uint64), turns)
    found = block(rows)

    assert found is not None
    assert len(found) <= 7 * 10_000 + 40
    np.testing.assert_array_equal(read(found, len(rows)), rows)


@pytest.mark.parametrize(
    "numbers",
    [
        np.arange(1000),
        np.repeat(np.arange(10), 35),
        np.repeat(np.arange(10) << 21, 9),
        np.append(2**24, np.repeat(np.arange(10), 9)),
        np.zeros(4),
    ],
    ids=["no runs", "long runs", "far apart", "far from the first", "few"],
)
def test_for_what_comes_otherwise_there_is_none(numbers):
    """A library does that as well."""
    assert block(numbers.astype(np.uint64)) is None


def test_what_changes_at_every_place_can_be_told():
    """Runs may begin and end anywhere, at the first number and at the last, too."""
    for at in range(1, 40):
        numbers = np.zeros(40, dtype=np.uint64)
        numbers[at:] = 1
        numbers[20:] += np.uint64(5)
        found = block(numbers)
        assert found is not None
        np.testing.assert_array_equal(read(found, 40), numbers)
