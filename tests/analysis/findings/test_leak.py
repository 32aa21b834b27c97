"""Options whose look gives away how good they are are found."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest

from scenario_engine.analysis import explore
from scenario_engine.analysis.findings import Thresholds, thorough
from scenario_engine.analysis.findings.leak import mean_cost, told_apart
from scenario_engine.analysis.findings.study import Study
from scenes import LISTEN, effect, outcome, program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.program import Program

BETTER = ("0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7")
MIXED = (3, 6, 0, 5, 1, 4, 2)
EVEN = (5, 2, 6, 3, 0, 4, 1)


def options(lengths: Sequence[int], order: Sequence[int]) -> Program:
    """Return a scenario of seven options, the later the better, so long, so listed."""
    made = [
        attrs.evolve(
            LISTEN,
            id=f"option-{number}",
            lines=("x" * (10 + length), "y" * (10 + length)),
            delivery=None,
            poorly=(),
            effects=(effect(outcome(chance, heard="+1", escalation="-1")),),
        )
        for number, (chance, length) in enumerate(zip(BETTER, lengths, strict=True))
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
