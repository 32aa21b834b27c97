"""Points of an episode, and what could be expected of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debriefed import played, ready, registry, unrecorded
from scenario_engine.analysis import aims, best, explore, under, uniform, worst
from scenario_engine.debrief.counting import COUNTED, ratios
from scenario_engine.debrief.par import WHOLE, awarded, pars
from scenario_engine.debrief.reviewing import review
from scenario_engine.debrief.scoring import at_the_end, touched
from scenario_engine.expressions import parse
from scenario_engine.packs import load_packs
from scenario_engine.packs.scorer import Played, Scorer
from scenario_engine.session.trace import of_session
from scenario_engine.simulation.named import first_best
from scenario_engine.testing import programs
from scenario_engine.vocabulary import ScoringRule
from scenes import LIBRARY, SCENARIO, program, scenario
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program

SLIP = ScoringRule(
    id="slip",
    instrument="scale",
    item="slips",
    award=Decimal(1),
    when=parse("technique == 'command-calm'"),
)
BOTH = (*SCENARIO.scoring, SLIP)


@at_most(40)
@given(programs(largest_horizon=3), st.integers(0, 2**32), st.data())
def test_points_are_those_of_the_session(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """Turn by turn and at the end, they sum to the score of live play."""
    last = played(made, lambda s: data.draw(st.sampled_from(s.choices)).id, seed=seed)
    found = ready(of_session(last), made)
    sums: dict[tuple[str, str], float] = {}
    given = [touched(found, turn, LIBRARY) for turn in range(1, last.turn + 1)]
    for each in (*(t for turn in given for t in turn), *at_the_end(found, LIBRARY)):
        key = each.instrument, each.item
        sums[key] = sums.get(key, 0.0) + each.points

    assert sums == pytest.approx(dict(last.score))


@at_most(25)
@given(programs(largest_horizon=3))
def test_what_is_expected_is_what_backward_induction_finds(made: Program) -> None:
    """Forward over what is met, and backward over what is to come: the same."""
    space = explore(made)
    for item, par in pars(space).items():
        aim = aims.score(space, None if item == WHOLE else {item})
        better = awarded(made).get(item, "more")
        assert par.random == pytest.approx(under(space, uniform(space), aim).start)
        assert par.best == pytest.approx(under(space, first_best(space), aim).start)
        if better == "neither":
            assert par.most is None
        else:
            induced = best if better == "more" else worst
            assert par.most == pytest.approx(induced(space, aim).start)


def test_every_item_that_could_be_awarded_is_there() -> None:
    """With its instrument, source and licence; an item without points has 0 of them."""
    here = registry(scenario(scoring=BOTH))
    last = played(here.program("a-visit"), lambda session: "listen", seed=1)
    found = review(of_session(last), here)

    assert [(each.item, each.better) for each in found.scores] == [
        ("hears", "more"),
        ("slips", "fewer"),
    ]
    hears, slips = found.scores
    assert (hears.title, hears.label, hears.range) == ("A scale", "Hears", (0, 9))
    assert slips.points == 0
    assert hears.most is not None
    assert hears.expected is not None
    assert hears.expected < hears.most
    assert found.score is not None
    assert found.score.points == sum(last.score.values())


def test_what_counts_against_it_lowers_the_score_as_a_whole() -> None:
    """Fewer slips are better."""
    here = registry(scenario(scoring=(SLIP,)))
    last = played(here.program("a-visit"), lambda session: "calm-down", seed=1)
    found = review(of_session(last), here)

    assert found.score is not None
    assert found.score.points == -last.turn
    assert found.score.most == pytest.approx(0)


def test_without_states_points_are_not_evaluable() -> None:
    """Which is never a zero."""
    here = registry(SCENARIO)
    last = played(here.program("a-visit"), lambda session: "listen", seed=1)
    found = review(unrecorded(of_session(last)), here)

    assert [each.points for each in found.scores] == [None]
    assert found.score is not None
    assert found.score.points is None
    assert found.score.expected is not None


def test_a_scenario_without_points_has_no_score() -> None:
    """Nothing is made up."""
    here = registry(scenario(scoring=()))
    last = played(program(scoring=()), lambda session: "listen")
    found = review(of_session(last), here)

    assert found.scores == ()
    assert found.score is None


def test_ratios_come_from_counts_of_techniques() -> None:
    """Two questions and three reflections, one of which repeats."""
    said = ("open-question", "paraphrase", "validate", "reflect-feeling", "apologise")
    asked, beyond = ratios((*said, "active-listening"))

    assert (asked.part, asked.whole, asked.value) == (3, 2, 1.5)
    assert (beyond.part, beyond.whole, beyond.value) == (2, 3, 2 / 3)


def test_a_ratio_of_nothing_is_not_evaluable() -> None:
    """And no zero."""
    assert [each.value for each in ratios(("apologise",))] == [None, None]


def test_what_counts_is_in_the_catalogue() -> None:
    """No technique is counted that there is not."""
    assert set(COUNTED) <= set(load_packs(only=[]).library.techniques)


def test_rules_of_packs_score_beside_those_of_the_program() -> None:
    """One gives points, one finds nothing to go by, one fails and is named."""

    def fails(_: Played) -> float:
        raise ValueError("no such turn")

    rules = (
        Scorer(
            id="turns", instrument="scale", item="notes", score=lambda p: len(p.turns)
        ),
        Scorer(id="none", instrument="scale", item="notes", score=lambda p: None),
        Scorer(id="fails", instrument="scale", item="notes", score=fails),
    )
    here = attrs.evolve(registry(SCENARIO), scorers={"sample": rules})
    last = played(here.program("a-visit"), lambda session: "listen", seed=1)
    found = review(of_session(last), here)
    given = {each.rule: each for each in found.scores if each.rule}

    assert [each.points for each in given.values()] == [last.turn, None, None]
    assert [*given] == ["sample: turns", "sample: none", "sample: fails"]
    assert given["sample: turns"].expected is None
    assert "the rule 'fails' did not score" in found.note
    assert "no such turn" in found.note
