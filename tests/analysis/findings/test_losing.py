"""Choices that lose the goal, much of it, or many turns are found."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest

from scenario_engine.analysis import Thresholds, best, explore
from scenario_engine.analysis.findings import Severity, thorough
from scenario_engine.analysis.findings.losing import debt
from scenario_engine.analysis.findings.study import Study
from scenario_engine.analysis.values import choice_values
from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Variable
from scenes import CALM_DOWN, LISTEN, effect, outcome, program


def dismissive() -> dict[str, Any]:
    """Return changes with which telling somebody to calm down is never forgiven."""
    spurn = attrs.evolve(CALM_DOWN, effects=(effect(outcome("0.6", spurned="=1")),))
    hear = attrs.evolve(LISTEN, available=parse("spurned == 0"))
    variables = {name: Variable(range=(0, 1), start=0) for name in ("heard", "spurned")}
    return {"interventions": (hear, spurn), "variables": variables, "policies": ()}


def test_a_point_of_no_return_is_found_with_the_choice_that_leads_there() -> None:
    """One sentence, six times in ten, and the goal is gone while the scene goes on."""
    (finding,) = thorough(program(**dismissive()), families=["no-return"])

    assert ("point-of-no-return", Severity.SERIOUS) == (finding.code, finding.severity)
    assert finding.figure == pytest.approx(0.6)
    assert finding.witness is not None
    assert "calm-down" == finding.witness.choices[-1]
    assert 1 == finding.witness.turns[-1].after[-1 - len(program().monitors)] or (
        "spurned" in finding.witness.turns[-1].response.outcomes[-1].cue
    )


def test_a_scenario_that_is_lost_from_the_start_is_found() -> None:
    """Nobody can ever be heard, which the goal asks for."""
    deaf = attrs.evolve(LISTEN, effects=(effect(outcome("0.5", escalation="-1")),))
    made = program(interventions=(deaf, CALM_DOWN), policies=())
    found = thorough(made, families=["no-return"])

    assert ["cannot-be-de-escalated"] == [finding.code for finding in found]
    assert 1.0 == found[0].figure


def test_the_clean_twin_has_no_point_of_no_return() -> None:
    """Everything but the crisis can be mended."""
    assert () == thorough(program(), families=["no-return"])


def test_a_cliff_edge_is_found_with_the_fall() -> None:
    """Telling somebody who has been heard to calm down throws nearly all away."""
    (finding,) = thorough(program(), families=["cliffs"])
    space = explore(program())
    values = best(space)

    assert ("cliff-edge", 0.75) == (finding.code, finding.threshold)
    assert finding.witness is not None
    assert ("listen", "listen", "calm-down") == finding.witness.choices
    turn = finding.witness.turns[-1]
    at = space.index(turn.before)
    left = space.program.horizon - 2
    worth = choice_values(space, values, left)
    choices = range(space.pointer[at], space.pointer[at + 1])
    (chosen,) = (c for c in choices if space.action[c] == 1)
    lost = values.table[left, at] - worth[chosen]
    assert finding.figure == pytest.approx(lost / values.start)


def test_a_gentler_sentence_is_no_cliff() -> None:
    """The same scenario in which it seldom does harm."""
    gentle = attrs.evolve(CALM_DOWN, effects=(effect(outcome("0.1", trust="-1")),))
    made = program(interventions=(LISTEN, gentle), policies=())

    assert () == thorough(made, families=["cliffs"])


def relapsing(chance: str) -> Any:
    """Return a long scenario in which one sentence undoes all that was heard."""
    undo = attrs.evolve(
        CALM_DOWN, effects=(effect(outcome(chance, heard="-1", escalation="+1")),)
    )
    return program(interventions=(LISTEN, undo), horizon=12, policies=())


def test_a_debt_is_found_with_the_turns_it_costs() -> None:
    """What is undone at once takes most of the scene to be won again."""
    (finding,) = thorough(relapsing("0.9"), families=["debts"])

    assert ("recovery-debt", 11, 0.75 * 12) == (
        finding.code,
        finding.figure,
        finding.threshold,
    )
    assert finding.witness is not None
    assert "calm-down" == finding.witness.choices[-1]


def test_a_mistake_that_changes_little_leaves_no_debt() -> None:
    """The clean twin: as the turn limit is far, even it costs six turns, not nine."""
    assert () == thorough(relapsing("0.05"), families=["debts"])


def test_debts_are_what_they_are_said_to_be() -> None:
    """After the choice the goal is as likely as with so many turns fewer, not less."""
    space = explore(relapsing("0.9"))
    study = Study(space, Thresholds())
    worth, _ = study.regrets
    turns = debt(study)
    table = study.best.table

    assert np.any(turns > 1)
    for choice in np.flatnonzero(turns):
        state, d = study.owner[choice], turns[choice]
        left = study.met[state]
        assert table[left - d, state] <= worth[choice] + 1e-9
        assert table[left - d + 1, state] > worth[choice] + 1e-9
