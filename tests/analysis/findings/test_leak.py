"""Options whose look gives away how good they are are found."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest

from scenario_engine.analysis import explore
from scenario_engine.analysis.findings import Thresholds, thorough
from scenario_engine.analysis.findings.leak import LUCK, luck, mean_cost, told_apart
from scenario_engine.analysis.findings.study import Study
from scenario_engine.analysis.findings.wording import Wording, words
from scenes import LISTEN, effect, outcome, program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.program import Program

MIXED = (3, 6, 0, 5, 1, 4, 2)
EVEN = (5, 2, 6, 3, 0, 4, 1)
TWELVE = (7, 2, 10, 5, 0, 8, 3, 11, 6, 1, 9, 4)


def options(
    lengths: Sequence[int], order: Sequence[int], says: Sequence[str] = ("",) * 12
) -> Program:
    """Return a scenario of options, the later the better, so long, so listed."""
    made = [
        attrs.evolve(
            LISTEN,
            id=f"option-{number}",
            lines=(
                f"{says[number]} {'x' * (10 + length)}",
                f"{says[number]} {'y' * (10 + length)}",
            ),
            delivery=None,
            poorly=(),
            effects=(effect(outcome(f"0.{number + 10}", heard="+1", escalation="-1")),),
        )
        for number, length in enumerate(lengths)
    ]
    return program(interventions=tuple(made[i] for i in order), policies=())


def test_a_length_that_tells_the_better_option_is_found() -> None:
    """The longer, the better: whoever reads nothing knows what to say."""
    (finding,) = thorough(options(range(7), MIXED), families=["leak"])

    assert ("length-leaks", 1.0, 0.75) == (
        finding.code,
        finding.figure,
        finding.threshold,
    )
    assert "(chance: 50%)" in finding.message


def test_a_position_that_tells_the_better_option_is_found() -> None:
    """The best stands first, and so on down."""
    (finding,) = thorough(options(EVEN, range(6, -1, -1)), families=["leak"])

    assert ("position-leaks", 1.0) == (finding.code, finding.figure)


def test_options_that_look_alike_or_are_mixed_tell_nothing() -> None:
    """The clean twins."""
    assert () == thorough(options([0] * 7, MIXED), families=["leak"])
    assert () == thorough(options(EVEN, MIXED), families=["leak"])
    assert () == thorough(program(), families=["leak"])


def test_words_that_tell_the_better_option_are_found() -> None:
    """Bad ones say "must", good ones "hear"; all are as long as each other."""
    says = ("must",) * 4 + ("may",) * 4 + ("hear",) * 4
    (finding,) = thorough(options([0] * 12, TWELVE, says), families=["leak"])
    alike = 3 * 6 / 2
    told = (66 - 2 * alike + alike) / 66

    assert ("wording-leaks", 0.75) == (finding.code, finding.threshold)
    assert finding.figure == pytest.approx(told)
    assert "an option alone (by 'hear', 'must') tells" in finding.message


def test_words_that_stand_in_good_and_bad_sentences_tell_nothing() -> None:
    """The clean twin: the same words, dealt out otherwise."""
    says = ("must", "may", "hear", "may", "hear", "must") * 2

    assert () == thorough(options([0] * 12, TWELVE, says), families=["leak"])


def test_what_luck_would_tell_as_often_is_no_finding() -> None:
    """Of the 35 ways to give seven options two words, two tell as much as can be."""
    says = ("must", "must", "must", "must", "hear", "hear", "hear")
    made = options([0] * 7, MIXED, says)
    cost = mean_cost(Study(explore(made), Thresholds()))
    told = Wording.of([words(action.lines) for action in made.actions]).told(cost)

    assert told is not None
    assert told > 0.75
    assert () == thorough(made, families=["leak"])


def test_luck_tells_as_much_in_as_many_deals_as_it_should() -> None:
    """Of 24 orders of four, the best look tells all in two: its own and its reverse."""
    look, cost = np.arange(4.0), np.arange(4.0)

    def rule(dealt: np.ndarray) -> float:
        return abs(float(np.corrcoef(look, dealt)[0, 1]))

    assert luck(rule, cost, 1.0) == pytest.approx(2 / 24, abs=0.03)
    assert 1.0 == luck(rule, cost, 0.0)


def test_chance_alone_hardly_ever_makes_a_finding() -> None:
    """Random words for random costs, fourteen options at a time."""
    generator = np.random.default_rng(1)
    found = 0
    for _ in range(100):
        said = [
            frozenset(f"word {n}" for n in generator.choice(40, 8, replace=False))
            for _ in range(14)
        ]
        rule, cost = Wording.of(said).told, generator.random(14)
        told = rule(cost) or 0.0
        found += told > 0.75 and luck(rule, cost, told) <= LUCK

    assert found <= 3


def test_few_options_say_nothing_about_their_look() -> None:
    """With four, one lucky word would do."""
    made = options(range(4), (3, 2, 1, 0), ("must", "must", "hear", "hear"))

    assert () == thorough(made, families=["leak"])


def test_the_costs_are_in_the_order_of_what_the_options_can_do() -> None:
    """The better an option, the less it costs; the best one costs nothing."""
    space = explore(options(EVEN, range(7)))
    cost = mean_cost(Study(space, Thresholds()))

    assert all(one > other for one, other in pairwise(cost))
    assert cost[-1] == pytest.approx(0.0)


def test_what_was_learnt_from_is_not_what_is_tried() -> None:
    """Chance on looks that mean nothing; without cross-validation it would be more."""
    generator = np.random.default_rng(5)
    told = [told_apart(generator.random(9), np.arange(9.0)) or 0.0 for _ in range(400)]

    assert np.mean(told) < 0.55


def test_each_action_is_left_out_in_turn() -> None:
    """The figure is that of doing so by hand."""
    look, cost = (
        np.array([1.0, 2, 3, 5, 4, 0]),
        np.array([0.6, 0.5, 0.4, 0.3, 0.2, 0.1]),
    )
    right = tried = 0.0
    for out in range(6):
        others = [i for i in range(6) if i != out]
        votes = sum(
            np.sign(look[i] - look[j]) * np.sign(cost[j] - cost[i])
            for i in others
            for j in others
            if i < j
        )
        for i in others:
            agree = np.sign(look[i] - look[out]) * np.sign(cost[out] - cost[i])
            right += (1 + np.sign(votes) * agree) / 2
            tried += 1

    assert told_apart(look, cost) == pytest.approx(right / tried)
