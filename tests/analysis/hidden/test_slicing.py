"""What does not bear on play goes; what play is worth stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore
from scenario_engine.analysis.hidden.slicing import bearing, sliced
from scenario_engine.expressions import parse
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(80)
@given(programs())
def test_a_slice_is_worth_the_same(made: Program) -> None:
    """For goal and for harm, in fewer states or as many."""
    whole, part = explore(made), explore(sliced(made))

    assert len(part) <= len(whole)
    for kind in (GOAL, HARM):
        found = best(part, kind).start
        assert found == pytest.approx(best(whole, kind).start, abs=1e-12)


def test_monitors_and_points_go() -> None:
    """Nothing reads them."""
    made = sliced(program())

    assert {"visitor.escalation", "composure", "heard"} == {
        variable.name for variable in made.variables
    }
    assert () == made.monitors
    assert not any(action.rewards or action.watches for action in made.actions)
    assert all(len(start.state) == 3 for start in made.starts)


def test_what_is_seen_stays_even_where_nothing_reads_it() -> None:
    """It is part of how a state looks."""
    made = program()
    shown = tuple(attrs.evolve(v, visible=True) for v in made.variables)

    assert {v.name for v in shown} == bearing(attrs.evolve(made, variables=shown))


def test_a_monitor_that_a_guard_reads_stays_with_what_it_notes() -> None:
    """The slice follows what its watches read."""
    made = program()
    monitor = next(v.name for v in made.variables if v.standard == "policy")
    assert monitor not in bearing(made)
    ending = attrs.evolve(made.endings[1], guard=parse(f"{monitor} == 2"))
    read = attrs.evolve(made, endings=(made.endings[0], ending))

    assert monitor in bearing(read)
    assert any(action.watches for action in sliced(read).actions)
    assert best(explore(sliced(read)), HARM).start == pytest.approx(
        best(explore(read), HARM).start
    )


def test_what_only_a_kept_watch_reads_stays() -> None:
    """A hidden variable can matter through a monitor alone."""
    made = program()
    monitor = next(v.name for v in made.variables if v.standard == "policy")
    doubtful = tuple(
        attrs.evolve(
            action,
            watches=tuple(
                attrs.evolve(
                    watch,
                    updates=tuple(
                        attrs.evolve(update, guard=parse("visitor.trust == 0"))
                        for update in watch.updates
                    ),
                )
                for watch in action.watches
            ),
        )
        for action in made.actions
    )
    ending = attrs.evolve(made.endings[1], guard=parse(f"{monitor} == 2"))
    read = attrs.evolve(made, actions=doubtful, endings=(made.endings[0], ending))

    assert "visitor.trust" not in bearing(made)
    assert "visitor.trust" in bearing(read)
    assert best(explore(sliced(read)), HARM).start == pytest.approx(
        best(explore(read), HARM).start
    )
