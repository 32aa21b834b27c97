"""A strategy without thought that comes too near the best play is found."""

from __future__ import annotations

from itertools import product

import attrs
import pytest

from scenario_engine.analysis import Thresholds, explore, strategies, values
from scenario_engine.analysis.findings import cheese, thorough
from scenario_engine.analysis.findings.loops import best_loop
from scenario_engine.analysis.findings.study import Study
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Variable
from scenes import CALM_DOWN, LIMIT, LISTEN, effect, outcome, program

SURE = effect(outcome("1", heard="+1", escalation="-1"))


def study(thresholds: Thresholds | None = None) -> Study:
    return Study(explore(program()), thresholds or Thresholds())


def test_the_best_loop_is_the_best_of_all_loops() -> None:
    """However many were ruled out unplayed, each of the 30 was accounted for."""
    made = study()
    found = best_loop(made, above=0.0, budget=1000)
    scripts = [s for n in (2, 3) for s in product(range(3), repeat=n)]
    worth = {
        script: values.under(made.space, strategies.scripted(made.space, script)).start
        for script in scripts
        if len(set(script)) > 1
    }

    assert found.value == pytest.approx(max(worth.values()), abs=1e-12)
    assert worth[found.script] == found.value
    assert (30, 0) == (found.tried + found.ruled_out, found.open)
    assert found.ruled_out > 0


def test_the_best_loop_is_found_behind_many_that_are_idle() -> None:
    """Hear, note, settle; to settle there are two ways, so that each can be spared."""
    steps = {
        "hear": effect(outcome("0.9", heard="=1")),
        "note": effect(outcome("0.8", noted="=1"), when="heard == 1"),
        **{f"idle-{n}": effect(outcome("0.1", trust="-1")) for n in range(4)},
        "settle": effect(outcome("0.7", escalation="=0"), when="noted == 1"),
        "settle-too": effect(outcome("0.7", escalation="=0"), when="noted == 1"),
    }
    made = Study(
        explore(
            program(
                interventions=tuple(
                    attrs.evolve(
                        LISTEN, id=id_, effects=(it,), delivery=None, poorly=()
                    )
                    for id_, it in steps.items()
                ),
                variables={
                    n: Variable(range=(0, 1), start=0) for n in ("heard", "noted")
                },
                horizon=6,
                policies=(),
            )
        ),
        Thresholds(),
    )
    found = best_loop(made, above=0.0, budget=1000)
    round_ = made.sweeps.scripted([[0], [1], [6]])

    assert (0, 1) == found.script[:2]
    assert found.script[2] in (6, 7)
    assert found.value == pytest.approx(round_)
    assert found.ruled_out > found.tried


def test_a_loop_that_is_ruled_out_is_worth_no_more_than_was_asked() -> None:
    """No loop is found above the best one, and none is played to know it."""
    made = study()
    top = best_loop(made, above=0.0, budget=1000).value
    found = best_loop(made, above=top, budget=1000)

    assert ((), top, 0) == (found.script, found.value, found.open)


def test_what_the_budget_leaves_open_is_said() -> None:
    """Four values go into ruling out; no loop is tried, and most are open."""
    found = best_loop(study(), above=0.0, budget=4)

    assert (0, 30) == (found.tried, found.tried + found.ruled_out + found.open)
    assert found.open > 0


def test_loops_that_were_not_tried_are_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Silence about loops would be read as a proof."""
    monkeypatch.setattr(cheese, "WORK", 0)
    monkeypatch.setattr(cheese, "FEWEST", 3)
    (finding,) = thorough(
        program(), thresholds=Thresholds(thoughtless=0.8), families=["cheese"]
    )
    count = int(finding.figure)

    assert "loops-not-tried" == finding.code
    assert finding.message.startswith(f"{count} of 30 loops of two or three turns were")
    assert 0 < count <= 30


def test_a_loop_that_wins_is_found_with_its_play() -> None:
    """Listen, listen, limit, with no thought, is nearly as good as the best play."""
    thresholds = Thresholds(thoughtless=0.8)
    (finding,) = thorough(program(), thresholds=thresholds, families=["cheese"])
    space = explore(program())
    worth = values.under(space, strategies.scripted(space, [0, 0, 2])).start

    assert ("loop-too-high", 0.8) == (finding.code, finding.threshold)
    assert finding.figure == pytest.approx(worth / values.best(space).start)
    assert finding.witness is not None
    assert ("listen", "listen") == finding.witness.choices
    assert finding.message.startswith(
        "Repeating 'listen', 'listen', 'limit' reaches the goal with 0.510, "
        "87% of the best play, above 80% ("
    )


def test_a_clean_scenario_has_no_cheese() -> None:
    """The same scenario, held against what it keeps."""
    thresholds = Thresholds(thoughtless=0.9)

    assert () == thorough(program(), thresholds=thresholds, families=["cheese"])


def test_a_family_that_wins_whatever_is_said_is_found() -> None:
    """Anything of the family of limits calms at once, so it need not be chosen."""
    limits = [
        attrs.evolve(each, effects=(SURE,), available=parse("True"))
        for each in (LIMIT, CALM_DOWN)
    ]
    made = program(interventions=(LISTEN, *limits), policies=())
    found = {f.code: f for f in thorough(made, families=["cheese"])}
    finding = found["family-too-high"]

    assert finding.figure == pytest.approx(1.0)
    assert finding.witness is not None
    assert 2 == len(finding.witness.turns)
    assert {"calm-down", "limit"} >= set(finding.witness.choices)
    assert "Choosing anything of the family 'limits'" in finding.message


def test_a_list_that_wins_from_top_to_bottom_is_found() -> None:
    """Whoever clicks through the list is through when it ends."""
    sure = attrs.evolve(LISTEN, delivery=None, poorly=(), effects=(SURE,))
    limit = attrs.evolve(LIMIT, effects=(SURE,))
    made = program(interventions=(sure, limit, CALM_DOWN))
    found = {f.code: f for f in thorough(made, families=["cheese"])}
    finding = found["order-too-high"]

    assert finding.figure == pytest.approx(1.0)
    assert finding.witness is not None
    assert ("listen", "limit") == finding.witness.choices


def test_no_loop_exceeds_the_bound_that_rules_it_out() -> None:
    """Where an action of the set is not offered, a choice at random is allowed for."""
    made = study()
    space = made.space
    for script in ((1, 2), (2, 1), (2, 2, 1), (0, 1), (0, 2, 2)):
        bound = made.sweeps.most(set(script))
        worth = values.under(space, strategies.scripted(space, script)).start
        assert 0 < worth <= bound + 1e-12


def test_a_witness_makes_none_but_the_choices_permitted() -> None:
    """With listening alone it takes as many turns, each of them spent listening."""
    space = explore(program())
    target = space.ends("goal")
    alone = fewest(space, lambda _: space.action == 0, target)
    none = fewest(space, lambda _: space.action == 1, target)

    assert alone is not None
    assert ("listen", "listen") == alone.choices
    assert none is None
