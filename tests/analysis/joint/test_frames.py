"""What steps touch stands in rows; the valuations of the rest stand along them."""

from __future__ import annotations

import numpy as np
import pytest

from pairs import CALM_OTHER, move, pair
from scenario_engine.analysis.joint.frames import WIDE, Frame, frames, reordered
from scenario_engine.analysis.joint.grid import Grid
from scenario_engine.analysis.packing import Packing
from scenario_engine.vocabulary import Variable
from scenes import outcome


def grid(*sizes: int) -> Grid:
    """Return a grid of so many values a variable."""
    return Grid(Packing((), ()), (0,) * len(sizes), sizes)


def test_steps_that_leave_much_aside_share_a_frame() -> None:
    """Then the array is turned over once for all of them."""
    wide = grid(2, 3, WIDE)
    one, other = frames(wide, [frozenset({0}), frozenset({1})])

    assert one == other == Frame(wide, (0, 1), (2,))
    assert (2 * 3, WIDE) == (one.rows, one.width)


def test_steps_that_together_touch_nearly_everything_have_one_each() -> None:
    """So that each still moves long rows."""
    wide = grid(2, 10, 20)
    one, other = frames(wide, [frozenset({0, 1}), frozenset({0, 2})])

    assert ((0, 1), (0, 2)) == (one.inner, other.inner)
    assert (20, 10) == (one.width, other.width)


def test_a_step_that_touches_little_keeps_clear_of_one_that_touches_everything() -> (
    None
):
    """Or it would be written out state by state as that one is."""
    big, small = frames(grid(4, 5, 6), [frozenset({0, 1, 2}), frozenset({1})])

    assert (1, 24) == (big.width, small.width)


def test_a_step_joins_one_that_touches_more_where_rows_stay_long() -> None:
    """An order of the axes more would cost more than it saves."""
    more, less = frames(grid(4, 5, 8), [frozenset({0, 1}), frozenset({1})])

    assert more == less


def test_a_step_that_leaves_hardly_anything_aside_touches_everything() -> None:
    """Rows of two or three states are not worth it."""
    (only,) = frames(grid(3, 7), [frozenset({1})])

    assert (21, 1) == (only.rows, only.width)


def test_rows_come_home_as_they_left() -> None:
    """Whatever the order of the axes at home."""
    three = grid(2, 3, 5)
    frame = Frame(three, (2,), (0, 1))
    cells = np.arange(30)
    home = (1, 2, 0)
    rows = frame.laid_out(cells, home)

    assert (5, 6) == rows.shape
    assert (cells == frame.brought_home(rows, home)).all()
    # The cell of 0-th 1, 1-st 2, 2-nd 3.
    assert rows[3, 1 * 3 + 2] == cells[(2 * 5 + 3) * 2 + 1]
    assert (reordered(three, cells, home, home) == cells).all()


@pytest.mark.parametrize("name", ["friend.trust", "composure"])
def test_what_nothing_changes_takes_no_room(name: str) -> None:
    """It keeps to what it begins with, whatever its range."""
    made = pair()
    place = [variable.name for variable in made.variables].index(name)

    assert 1 == Grid.of(made).size[place] < made.variables[place].high


def test_what_changes_takes_the_values_that_it_can_come_to() -> None:
    """From the lowest that it is set to, or up to the end towards which it moves."""
    made = pair(
        CALM_OTHER,
        move("tell", outcome("0.5", told="=3")),
        variables={
            "told": Variable(range=(0, 9), start=5),
            "heard": Variable(range=(0, 9), start=4),
        },
    )
    names = [variable.name for variable in made.variables]
    found = Grid.of(made)
    ranges = dict(zip(names, zip(found.low, found.size, strict=True), strict=True))

    assert (3, 5 - 3 + 1) == ranges["told"]
    assert (4, 9 - 4 + 1) == ranges["heard"]


def test_cells_and_packed_states_are_two_names_for_one_thing() -> None:
    """In any order of the axes; what is not named has its least value."""
    found = Grid.of(pair())
    every = tuple(range(len(found.size)))
    for order in (every, every[::-1]):
        cells = np.arange(len(found))
        codes = found.codes(cells, order)

        assert len(set(codes.tolist())) == len(found)
        assert (cells == found.cells_of(codes, order)).all()
