"""How large a program is when it is written out is known before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from scenario_engine.analysis import explore
from scenario_engine.interop.explicit import explicit
from scenario_engine.interop.explicit.size import least_places
from scenario_engine.testing import programs
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@pytest.mark.parametrize("counts_turns", [True, False])
@at_most(60)
@given(made=programs())
def test_the_least_number_is_that_of_the_places_that_go_on(
    made: Program, counts_turns: bool
) -> None:
    """To the one: where a choice is made, and where the world has its turn."""
    model = explicit(made, counts_turns=counts_turns)
    space = explore(made)
    ongoing = set(space.ongoing)
    counted = [
        place
        for place in model.places
        if place.phase == 1
        or (
            place.phase == 0
            and place.turn < made.horizon
            and space.index(place.state) in ongoing
        )
    ]

    assert len(counted) == least_places(space, counts_turns=counts_turns)
