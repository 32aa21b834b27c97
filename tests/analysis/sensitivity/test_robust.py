"""The range holds the best value of every program whose numbers lie in the box."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sensitivity.shifting import shifted
from analysis.sensitivity.winning import scene, way
from scenario_engine.analysis import best, explore
from scenario_engine.analysis.sensitivity import Widths, robust_range, unfold
from scenario_engine.analysis.sensitivity.moving import corner
from scenario_engine.expressions import parse
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Change, Drift, Ending, Variable
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


def written(made: Program, names: list[str], shifts: np.ndarray) -> Program:
    """Write the program anew, a hair inside what the shifts allow."""
    told = {
        name: Fraction(float(shift)).limit_denominator(2**40) * Fraction(4095, 4096)
        for name, shift in zip(names, shifts, strict=True)
        if shift
    }
    return shifted(made, told)


@at_most(40)
@given(programs(largest_horizon=4), st.integers(0, 2**32 - 1))
def test_no_numbers_in_the_box_leave_the_range(made: Program, seed: int) -> None:
    """Programs written anew at corners, and on the way to them."""
    unfolded = unfold(made)
    found = robust_range(unfolded)
    names = [parameter.name for parameter in unfolded.parameters]
    draw = np.random.default_rng(seed)

    assert found.lower - 1e-12 <= found.least <= found.nominal
    assert found.nominal <= found.greatest <= found.upper + 1e-12
    for _ in range(3):
        shifts = corner(unfolded, draw.choice([-1.0, 0.0, 1.0], len(names)))
        for some in (shifts, shifts * draw.random(len(names))):
            at = best(explore(written(made, names, some))).start
            assert found.lower - 1e-9 <= at <= found.upper + 1e-9


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_corner_is_a_program(sign: int) -> None:
    """The steps with shifted chances are those of the program written anew."""
    made = program(horizon=5)
    unfolded = unfold(made)
    names = [parameter.name for parameter in unfolded.parameters]
    shifts = corner(unfolded, np.full(len(names), float(sign)))
    inside = shifts * (4095 / 4096)
    found = robust_range(unfolded.shifted(inside)).nominal

    assert np.count_nonzero(shifts) >= 5
    assert abs(best(explore(written(made, names, shifts))).start - found) < 1e-9


@at_most(30)
@given(programs(largest_horizon=4))
def test_numbers_that_cannot_be_off_give_a_point(made: Program) -> None:
    """With widths of nought both bounds are the best value."""
    found = robust_range(unfold(made, widths=Widths(0.0, 0.0)), "harm")

    assert abs(found.lower - found.nominal) < 1e-12
    assert abs(found.upper - found.nominal) < 1e-12


@pytest.mark.parametrize(
    ("evidence", "least", "greatest"),
    [("assumption", 0.4, 0.6), ("a-book", 0.45, 0.55)],
)
def test_one_number_gives_its_own_range(
    evidence: str, least: float, greatest: float
) -> None:
    """A single try, won with that chance."""
    made = scene(way("listen", "0.5", evidence, heard="=2"))
    found = robust_range(unfold(made))

    assert (0.5, least, greatest) == pytest.approx(
        (found.nominal, found.lower, found.upper)
    )
    assert (least, greatest) == pytest.approx((found.least, found.greatest))
    assert found.status == "bounded"


def test_the_range_goes_through_the_turns() -> None:
    """Two tries that both have to succeed: the squares of the single range."""
    made = scene(way("listen", "0.5", heard="+1"), horizon=2)
    found = robust_range(unfold(made))

    assert (0.25, 0.16, 0.36) == pytest.approx(
        (found.nominal, found.lower, found.upper)
    )


def test_bounds_can_be_wider_than_what_is_attained() -> None:
    """The same number helps in one turn and hinders in the next: it cannot do both."""
    back = Ending(id="lost", kind="harm", when=parse("heard == 2"), text="Too much.")
    kept = parse("clock == 2 and heard == 1")
    calm = Ending(id="kept", kind="goal", when=kept, text="Thanks.")
    tick = Drift(
        id="clock",
        chance=parse("1"),
        change={"clock": Change.parse("+1")},
    )
    names = ("heard", "clock")
    made = program(
        interventions=(way("listen", "0.45", heard="+1"),),
        variables={name: Variable(range=(0, 2), start=0) for name in names},
        endings=(back, calm),
        horizon=2,
        triggers=(),
        world=(tick,),
        policies=(),
    )
    found = robust_range(unfold(made))

    assert (0.495, 0.455) == pytest.approx((found.nominal, found.least))
    assert (0.385, 0.605) == pytest.approx((found.lower, found.upper))
