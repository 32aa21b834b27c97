"""A few rules are worth what playing them is worth, and never more than the best."""

from __future__ import annotations

import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore
from scenario_engine.analysis.readable import Readable, readable
from scenario_engine.program import Interpreter, Program, State
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


def deciding(found: Readable, interpreter: Interpreter, state: State) -> list[str]:
    """Return the actions of every rule whose conditions hold in *state*."""
    seen = interpreter.valuation(state)
    rules = [
        rule
        for rule in found.rules
        if all(c.low <= seen[c.variable] <= c.high for c in rule.conditions)
    ]
    assert 1 == len(rules)
    return list(rules[0].actions)


def chance(found: Readable, made: Program, state: State, left: int) -> float:
    """Play the rules out with the reference interpreter, in every way it can go."""
    interpreter = Interpreter(made)
    ending = interpreter.ending(state)
    if ending is not None:
        return float(ending.kind == "goal")
    if not left:
        return 0.0
    offered = {action.id: action for action in interpreter.choices(state)}
    first = next(id_ for id_ in deciding(found, interpreter, state) if id_ in offered)
    total = 0.0
    for response in interpreter.response(state, offered[first]):
        worlds = [response] if response.ending else interpreter.world(response.state)
        for world in worlds:
            weight = 1.0 if response.ending else float(world.chance)
            later = chance(found, made, world.state, left - 1)
            total += float(response.chance) * weight * later
    return total


@at_most(25)
@given(programs(largest_horizon=3))
def test_rules_are_worth_what_playing_them_is(made: Program) -> None:
    """Worked out by the tables, and by playing them out state by state."""
    space = explore(made)
    values = best(space)
    found = readable(space, values)
    played = sum(
        float(start.chance) * chance(found, made, start.state, made.horizon)
        for start in Interpreter(made).starts()
    )

    assert played == pytest.approx(found.value, abs=1e-9)
    assert found.value <= found.best + 1e-9
    assert found.best == values.start
    assert sum(rule.share for rule in found.rules) == pytest.approx(1.0)


def test_enough_rules_are_as_good_as_the_best_play() -> None:
    """In a scene in which the turns left decide nothing."""
    space = explore(program(horizon=3))
    found = readable(space, best(space))

    assert found.value == pytest.approx(found.best)


def test_one_rule_is_to_do_the_same_always() -> None:
    """It names what is best on the whole, and what to do where that is not on offer."""
    space = explore(program())
    found = readable(space, best(space), most=1)

    (rule,) = found.rules
    assert () == rule.conditions
    assert {"listen", "limit", "calm-down"} == set(rule.actions)
    assert ["always: listen"] == list(found.lines(space.program))


def test_conditions_can_keep_to_what_the_trainee_sees() -> None:
    """Trust is hidden in the small scene, and no rule names it."""
    space = explore(program(horizon=6))
    found = readable(space, best(space), seen=True)

    visible = {v.name for v in space.program.variables if v.visible}
    assert visible >= {c.variable for rule in found.rules for c in rule.conditions}
