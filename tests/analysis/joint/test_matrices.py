"""Both forms of a step's matrix do what the matrix written out in full would do."""

from __future__ import annotations

import numpy as np

from scenario_engine.analysis.joint.matrices import (
    Learnt,
    Listing,
    Table,
    by_target,
    merged,
    spread,
)

ROWS, WIDTH = 5, 19


def learnt(*branches: tuple[int, int, float]) -> Learnt:
    """Return some branches: a row, where it leads, how likely."""
    source, target, chance = zip(*branches, strict=True)
    return Learnt(
        np.array(source, dtype=np.int32),
        np.array(target, dtype=np.int32),
        np.array(chance),
    )


PART = learnt((0, 2, 0.25), (0, 0, 0.5), (0, 2, 0.25), (3, 4, 0.75), (3, 3, 0.25))
OTHER = learnt((1, 2, 1.0))
DENSE = np.zeros((ROWS, ROWS))
for _part in (PART, OTHER):
    np.add.at(DENSE, (_part.source, _part.target), _part.chance)
WORTH = np.random.default_rng(3).random((ROWS, WIDTH))


def test_branches_that_meet_again_are_put_together() -> None:
    """By row, then by where they lead."""
    found = merged(PART)

    assert [(0, 0), (0, 2), (3, 3), (3, 4)] == list(
        zip(found.source.tolist(), found.target.tolist(), strict=True)
    )
    assert [0.5, 0.5, 0.25, 0.75] == found.chance.tolist()


def test_a_table_takes_expectations_row_by_row() -> None:
    """Whatever stretch of rows is asked for; what is not known comes to nothing."""
    table = Table.of([by_target(merged(PART)), by_target(merged(OTHER))], ROWS)
    for rows in (slice(0, ROWS), slice(2, 4), slice(4, 5)):
        found = np.full((ROWS, WIDTH), np.nan)[rows]
        table.expect(WORTH, rows, found)

        np.testing.assert_allclose(found, (DENSE @ WORTH)[rows], rtol=0, atol=1e-15)


def test_a_listing_takes_expectations_state_by_state() -> None:
    """For the rows that it lists."""
    listing = Listing.of(PART)

    assert [0, 3] == listing.rows.tolist()
    np.testing.assert_allclose(
        listing.expect(WORTH[:, 0]), (DENSE @ WORTH)[[0, 3], 0], rtol=0, atol=1e-15
    )


def test_states_are_spread_to_where_they_lead_and_take_nothing_away() -> None:
    """From rows in which there are any, onto what other steps have led to."""
    there = np.random.default_rng(4).random((ROWS, WIDTH)) < 0.4
    there[1] = False
    before = np.random.default_rng(5).random((ROWS, WIDTH)) < 0.3
    after = np.packbits(before, axis=1)

    for part in (PART, OTHER):
        spread(
            by_target(merged(part)),
            np.logical_or.reduce(there, axis=1),
            np.packbits(there, axis=1),
            after,
        )

    expected = before | (DENSE.T @ there > 0)
    assert (before != expected).any()
    found = np.unpackbits(after, axis=1, count=WIDTH).astype(bool)
    assert (found == expected).all()
