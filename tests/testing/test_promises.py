"""What pack authors hold a scenario against agrees with what the engine works out."""

from __future__ import annotations

import numpy as np
import pytest

from scenario_engine.analysis import best, explore, under
from scenario_engine.analysis.strategies import tabular
from scenario_engine.program.ir import GOAL
from scenario_engine.testing import column, opening, played, without, worth
from scenes import program


@pytest.fixture(scope="module")
def space():
    """Return the states of the visit."""
    return explore(program())


def test_somebody_who_lacks_a_technique_cannot_choose_it():
    """All other interventions stay, in their order."""
    made = without(program(), "set-limit", "command-calm")

    assert ["listen"] == [action.id for action in made.actions]
    assert program() == without(program(), "apologise")


def test_a_column_is_the_value_of_a_variable_in_every_state(space):
    """As it stands in the states."""
    at = [variable.name for variable in space.program.variables].index("heard")

    assert [space.state(number)[at] for number in range(len(space))] == (
        column(space, "heard").tolist()
    )


def test_the_best_choice_is_worth_what_its_state_is_worth(space):
    """With a turn fewer left afterwards; and an ending is worth what it is."""
    table = best(space).table
    each = [worth(space, action.id, table[3]) for action in space.program.actions]
    over = space.ending >= 0

    np.testing.assert_allclose(table[4], np.nanmax(each, axis=0), atol=1e-12)
    np.testing.assert_array_equal(space.ends(GOAL)[over], each[0][over])


def test_what_is_not_offered_is_worth_nothing_that_could_be_compared(space):
    """A limit cannot be set before the visitor was heard."""
    unheard = (column(space, "heard") == 0) & (space.ending < 0)
    limit = worth(space, "limit", best(space).table[3])

    assert np.isnan(limit[unheard]).all()
    assert not np.isnan(limit[~unheard]).any()


def test_an_opening_is_worth_its_turns_and_the_best_play_after_them(space):
    """No opening is worth more than the best play, and the best first choice as much."""
    found = best(space)
    start = int(space.start[0][0])
    firsts = [opening(space, found.table, start, a.id) for a in space.program.actions]

    assert found.table[-1, start] == opening(space, found.table, start)
    assert found.table[-1, start] == pytest.approx(max(firsts), abs=1e-12)
    assert opening(space, found.table, start, "calm-down", "calm-down") < firsts[0]


def test_a_rule_is_worth_what_the_table_of_its_choices_is_worth(space):
    """It reads the value of each variable, hidden ones too."""

    def rule(state):
        limits = state["heard"] == 1 and state["visitor.escalation"] >= 2
        return "limit" if limits else "listen"

    names = [variable.name for variable in space.program.variables]
    rows = {space.state(number): None for number in space.ongoing}
    table = {row: rule(dict(zip(names, row, strict=True))) for row in rows}

    assert under(space, tabular(space, table)).start == played(space, rule)


def test_a_rule_that_takes_what_is_not_offered_is_refused(space):
    """With a state in which it does."""
    with pytest.raises(ValueError, match=r"'limit' is not offered in the state \{'vi"):
        played(space, lambda _: "limit")
