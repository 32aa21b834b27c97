"""What no ending depends on can be left out, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
from hypothesis import given

from brute_force import Choose, mean, value
from scenario_engine.analysis import explore
from scenario_engine.analysis.essence import essence
from scenario_engine.expressions import parse
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Change, Drift, Variable
from scenes import CALM_DOWN, LIMIT, LISTEN, SCENARIO, effect, outcome, program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


def names(made: Program) -> list[str]:
    return [variable.name for variable in made.variables]


@at_most(25)
@given(programs(largest_horizon=3))
def test_every_ending_is_as_likely_as_before(made: Program) -> None:
    """The best, the worst and random play, for goal and for harm, in fractions."""
    choosing: tuple[Choose, ...] = (max, min, mean)
    for choose in choosing:
        for kind in ("goal", "harm"):
            assert value(essence(made), choose, kind) == value(made, choose, kind)


def test_what_no_ending_depends_on_is_left_out() -> None:
    """And trust, which nothing reads here."""
    made = essence(program())

    assert ["visitor.escalation", "composure", "heard"] == names(made)
    assert () == made.monitors
    assert not any(action.watches or action.rewards for action in made.actions)
    assert not any(ending.rewards for ending in (*made.endings, made.timeout))
    assert len(explore(made)) < len(explore(program()))


def test_where_a_choice_is_good_practice_bears_on_no_ending() -> None:
    """A variable that only an expert's mark reads is left out, and so is the mark."""
    marked = attrs.evolve(LISTEN, good_practice=parse("trust == 2"))
    made = program(interventions=(marked, CALM_DOWN, LIMIT))

    assert essence(made) == essence(program())


def test_a_variable_that_only_counts_itself_is_left_out() -> None:
    """What reads it and what changes it are the same stage; no ending hears of it."""
    tick = Drift(
        id="tick",
        when=parse("hour <= 3"),
        chance=parse("0.1 * hour"),
        change={"hour": Change.parse("+1")},
    )
    made = program(
        variables={**SCENARIO.variables, "hour": Variable(range=(0, 4), start=1)},
        world=(*SCENARIO.world, tick),
    )

    assert "hour" not in names(essence(made))
    assert ["the-clock", "own-stress"] == [stage.id for stage in essence(made).world]


def test_a_guard_that_keeps_a_later_case_away_is_read() -> None:
    """What its case changes does not matter, but while it holds no other applies."""
    ears = {
        "deaf": Variable(range=(0, 1), draw={"0": Decimal("0.5"), "1": Decimal("0.5")}),
        "noted": Variable(range=(0, 1), start=0),
    }
    listen = attrs.evolve(
        LISTEN,
        effects=(effect(outcome("1", noted="=1"), when="deaf == 1"), *LISTEN.effects),
    )
    made = program(
        variables={**SCENARIO.variables, **ears},
        interventions=(listen, CALM_DOWN, LIMIT),
    )

    assert "deaf" in names(essence(made))
    assert "noted" not in names(essence(made))
    assert value(essence(made), max) == value(made, max)


def test_what_a_monitor_noted_stays_where_play_depends_on_it() -> None:
    """No pack can write that, but a program can: a guard that reads a policy."""
    made = program()
    shy = [
        attrs.evolve(action, available=parse("policy.hear_first <= 1"))
        if action.id == "limit"
        else action
        for action in made.actions
    ]
    wary = attrs.evolve(made, actions=tuple(shy))

    assert "policy.hear_first" in names(essence(wary))
    for choose in (max, min, mean):
        assert value(essence(wary), choose) == value(wary, choose)
