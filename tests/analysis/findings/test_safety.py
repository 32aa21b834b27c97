"""A promise that some play breaks is found, with that play."""

from __future__ import annotations

import pytest

from scenario_engine.analysis import explore
from scenario_engine.analysis.findings import Severity, Thresholds
from scenario_engine.analysis.findings.safety import unsafe
from scenario_engine.analysis.findings.study import Study
from scenario_engine.errors import ScenarioError
from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter, from_data, to_data
from scenario_engine.vocabulary import Never
from scenes import program


def found(event, **changes):
    """Return the findings where *event* is to happen never."""
    never = Never(id="it", event=parse(event), text="it must not")
    made = program(never=(never,), **changes)
    return list(unsafe(Study(explore(made), Thresholds())))


@pytest.mark.parametrize(
    "event",
    [
        "trust > 3",
        "intervention == 'limit' and heard == 0",
        "technique == 'command-calm' and escalation == 0",
        "technique in ['command-calm', 'set-limit'] and escalation > 3",
    ],
)
def test_a_promise_that_holds_is_no_finding(event):
    """What cannot happen, or is never on offer, is kept by every play."""
    assert [] == found(event)


def test_a_promise_about_choices_is_broken_by_the_choice():
    """The play is the shortest one, and ends with the choice."""
    (finding,) = found("intervention == 'limit' and escalation == 1")

    assert ("unsafe", Severity.SERIOUS, 0.0) == (
        finding.code,
        finding.severity,
        finding.threshold,
    )
    *_, last = finding.witness.turns
    assert "limit" == last.choice
    made = program()
    seen = Interpreter(made).valuation(last.before)
    assert 1 == seen["visitor.escalation"]


def test_a_promise_about_states_is_broken_by_reaching_one():
    """An event that names no choice is looked at wherever the play has come."""
    (finding,) = found("trust == 0 and escalation == 2")

    seen = Interpreter(program()).valuation(finding.witness.turns[-1].before)
    assert (0, 2) == (seen["visitor.trust"], seen["visitor.escalation"])


def test_a_promise_about_endings_is_looked_at_where_play_ends():
    """The last state counts, though nothing is chosen in it any more."""
    (finding,) = found("escalation == 3")

    last = finding.witness.turns[-1]
    assert 3 == Interpreter(program()).valuation(last.after)["visitor.escalation"]
    assert last.choice == "calm-down"


def test_the_figure_counts_choices_and_endings():
    """Every choice that breaks the promise in time, and every ending, is one."""
    (finding,) = found("intervention == 'limit'")
    space = explore(program())
    number = [action.id for action in space.program.actions].index("limit")
    met = Study(space, Thresholds()).met[space.owner] > 0

    assert float(((space.action == number) & met).sum()) == finding.figure


def test_what_comes_too_late_does_not_count():
    """With one turn, a choice of the second turn cannot break anything."""
    assert [] == found("intervention == 'limit'", horizon=1)


def test_a_misspelt_name_is_a_fault_of_the_file():
    """The promise is checked as every other expression is."""
    with pytest.raises(ScenarioError, match=r"never 'it' > event: trsut: .*'trust'"):
        found("trsut > 3")


def test_promises_are_saved_with_the_program():
    """They come back; a program without any is written as it always was."""
    never = Never(id="it", event=parse("trust > 3"), text="it must not")
    made = program(never=(never,))

    assert made == from_data(to_data(made))
    assert "never" not in to_data(program())
