"""How posterior beliefs are kept: what leads to them keeps its chances."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis.hidden.keeping import (
    Keeping,
    Mixed,
    Rounded,
    grid_size,
    kept,
    resolution,
    split,
)
from scenario_engine.analysis.hidden.numbers import BeliefNumbers
from scenario_engine.analysis.hidden.updating import Chances, Updated, update
from scenario_engine.analysis.observations import ObservedRows

# From two states that cannot be told apart, with one signal or the other.
ROWS = ObservedRows(
    pointer=np.array([0, 2, 4]),
    signal=np.array([0, 1, 0, 1]),
    target=np.array([10, 10, 11, 11]),
    chance=np.array([0.2, 0.8, 0.6, 0.4]),
)
PRIOR = Chances(np.array([0, 2]), np.array([0, 1]), np.array([0.5, 0.5]))


def updated() -> Updated:
    """Return two posteriors over the states 10 and 11: 1/4 : 3/4 and 2/3 : 1/3."""
    return update(ROWS, PRIOR)


def led(keeping: Keeping, plain: bool) -> tuple[Chances, list[tuple[int, float]]]:
    """Return what is kept, and what leads to it."""
    numbers = BeliefNumbers()
    row, target, chance = keeping.leads(numbers, updated(), np.full(2, plain))
    assert keeping.rows(PRIOR) == (2 if isinstance(keeping, Rounded) else 1)
    assert set(row.tolist()) <= set(range(keeping.rows(PRIOR)))
    return numbers.since(0), list(zip(target.tolist(), chance.tolist(), strict=True))


def mean(keeping: Keeping, worth: tuple[float, float], plain: bool = False) -> float:
    """Return what the prior is worth when a kept belief's states are worth *worth*."""
    kept, leads = led(keeping, plain)
    values = kept.mean(np.where(kept.state == 10, *worth))
    return float(sum(chance * values[target] for target, chance in leads))


@pytest.mark.parametrize("points", [0, 1, 2, 3, 9])
@pytest.mark.parametrize("plain", [True, False])
def test_mixtures_change_nothing_on_average(points: int, plain: bool) -> None:
    """A belief's mean over states is that of what it is kept as."""
    assert mean(Mixed(points), (1.0, 0.0), plain) == pytest.approx(0.5)
    assert mean(Mixed(points), (0.0, 1.0), plain) == pytest.approx(0.5)


def test_beliefs_are_kept_whole_where_nothing_is_said() -> None:
    """Both posteriors, as they are."""
    kept, _ = led(Mixed(), plain=False)

    assert [10, 11, 10, 11] == kept.state.tolist()
    assert sorted([1 / 4, 3 / 4, 1 / 3, 2 / 3]) == pytest.approx(
        sorted(kept.chance.tolist())
    )


def test_where_nothing_is_decided_any_more_only_states_are_kept() -> None:
    """However fine the grid."""
    for points in (0, 9):
        kept, _ = led(Mixed(points), plain=True)

        assert [1, 1] == kept.sizes.tolist()


def test_on_a_grid_beliefs_become_its_points() -> None:
    """With three points: even, or certain."""
    kept, _ = led(Mixed(3), plain=False)

    assert {(1.0,), (0.5, 0.5)} == {
        tuple(kept.at(np.array([i])).chance.tolist()) for i in range(len(kept))
    }


def test_rounded_beliefs_are_followed_state_by_state() -> None:
    """Each state of the prior leads to itself, in either posterior."""
    numbers = BeliefNumbers()
    row, target, chance = Rounded(1).leads(numbers, updated(), np.zeros(2, np.bool_))
    kept = numbers.since(0)

    assert [0.5, 0.5] == kept.chance.tolist()
    assert [0, 0, 1, 1] == row.tolist()
    assert [10, 10, 11, 11] == kept.state[target].tolist()
    assert [0.2, 0.8, 0.6, 0.4] == chance.tolist()


parts = st.integers(1, 9)


@st.composite
def beliefs(draw: st.DrawFn) -> np.ndarray:
    """Beliefs over the same few states, some of them ruled out."""
    size = draw(st.integers(1, 5))
    row = st.lists(st.integers(0, 50), min_size=size, max_size=size).filter(any)
    rows = np.array(draw(st.lists(row, min_size=1, max_size=4)), dtype=float)
    chances: np.ndarray = rows / rows.sum(axis=1, keepdims=True)
    return chances


@given(beliefs(), parts)
def test_a_belief_is_the_mixture_of_its_corners(given_: np.ndarray, fine: int) -> None:
    """Corners are on the grid, at most as many as states; shares are chances."""
    corners, shares = split(given_, fine)

    np.testing.assert_allclose(
        (corners / fine * shares[:, :, None]).sum(axis=1), given_, atol=1e-12
    )
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    assert (shares >= 0).all()
    assert (corners[shares > 0] >= 0).all()
    assert (corners.sum(axis=2) == fine).all()
    assert (corners == np.rint(corners)).all()


@given(beliefs(), parts)
def test_corners_rule_out_what_the_belief_rules_out(
    given_: np.ndarray, fine: int
) -> None:
    """No corner with a share takes an impossible state for possible."""
    corners, shares = split(given_, fine)
    rows, which = np.nonzero(shares)

    assert not (corners[rows, which][given_[rows] == 0] > 0).any()


@given(st.integers(1, 6), parts)
def test_a_belief_on_the_grid_is_its_own_corner(size: int, fine: int) -> None:
    """One share, of 1."""
    counts = np.bincount(np.arange(fine) % size, minlength=size).astype(float)
    corners, shares = split(counts[None] / fine, fine)

    assert 1 == np.count_nonzero(shares)
    np.testing.assert_array_equal(corners[shares > 0][0], counts)


def test_the_grid_is_as_fine_as_its_points_allow() -> None:
    """Between two states *n* points make *n* - 1 parts; a part is the least."""
    assert [1, 1, 2, 16] == [resolution(2, points) for points in (1, 2, 3, 17)]
    assert [2, 1] == [resolution(3, 6), resolution(3, 5)]
    assert 1 == resolution(1, 100)
    assert 1 == resolution(54, 17)
    assert [1, 17, 15] == [grid_size(1, 9), grid_size(2, 16), grid_size(3, 4)]


@given(beliefs(), parts)
def test_rounding_keeps_every_state_possible(given_: np.ndarray, fine: int) -> None:
    """However unlikely it is; and it comes near."""
    possible = np.where(given_ == 0, 1e-9, given_)
    rounded = kept(possible, fine)

    assert (rounded > 0).all()
    np.testing.assert_allclose(rounded.sum(axis=1), 1.0)


def test_rounding_to_many_parts_comes_near() -> None:
    """A thousand parts are within a thousandth or so."""
    given_ = np.array([[0.3337, 0.6663]])

    assert kept(given_, 1000) == pytest.approx(given_, abs=1e-3)
    assert [[0.5, 0.5]] == kept(given_, 1).tolist()


def test_no_parts_keep_a_belief_as_it_is() -> None:
    """Unless nothing is decided after it: then all its states are as likely."""
    kept, _ = led(Rounded(0), plain=False)
    assert sorted([1 / 4, 3 / 4, 1 / 3, 2 / 3]) == pytest.approx(
        sorted(kept.chance.tolist())
    )

    kept, _ = led(Rounded(0), plain=True)
    assert [0.5, 0.5] == kept.chance.tolist()
