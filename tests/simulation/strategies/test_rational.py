"""The better a choice, the more often it is taken; the hotter, the less it matters."""

from __future__ import annotations

from math import exp, inf
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair_play import Onlooker
from riddles import riddles
from scenario_engine.analysis import explore
from scenario_engine.simulation import SimulationError
from scenario_engine.simulation.strategies.fair import FairBest
from scenario_engine.simulation.strategies.foresight import Foresight
from scenario_engine.simulation.strategies.rational import Rational, Tilted, arousal
from scenario_engine.simulation.strategies.steady import Random
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program

either = st.one_of(riddles(), programs(largest_horizon=4))


@at_most(12)
@given(either)
def test_cold_is_fair_best_and_hot_is_random(made):
    """At 0 and at infinity exactly, and near them nearly."""
    space = explore(made)
    foresight = Foresight.of(space)
    best = FairBest().by(foresight).value()
    random = Random().plan(space).value()
    worth = [Rational(t).by(foresight).value() for t in (0, 1e-5, 1e9, inf)]

    assert worth == pytest.approx([best, best, random, random], abs=1e-6)


@at_most(12)
@given(either, st.floats(0.5, 50))
def test_it_is_worth_something_between(made, heat):
    """Never more than the best."""
    foresight = Foresight.of(explore(made))

    best = FairBest().by(foresight).value()
    assert Rational(heat).by(foresight).value() <= best + 1e-9


class Wavering:
    """Somebody bounded-rational, in fractions of beliefs: no tables, no places."""

    def __init__(self, made: Program, heat) -> None:
        self.onlooker = Onlooker(made)
        self.horizon = made.horizon
        self.composure = [v.standard for v in made.variables].index("composure")
        self.heat = heat

    def value(self) -> float:
        """Return the chance of the goal."""
        forks = self.onlooker.beginnings().values()
        return sum(float(f.chance) * self.after(f.belief, self.horizon) for f in forks)

    def after(self, belief, left: int) -> float:
        """Return it from a belief on."""
        choices = self.onlooker.choices(belief)
        if not left or not choices:
            return float(self.onlooker.worth(belief))
        heat = self.heat(next(iter(belief))[self.composure])
        worth = [100 * float(self.onlooker.after(belief, c, left)) for c in choices]
        odds = [exp((each - max(worth)) / heat) for each in worth]
        return sum(
            odd / sum(odds) * float(fork.chance) * self.after(fork.belief, left - 1)
            for odd, choice in zip(odds, choices, strict=True)
            for fork in self.onlooker.turn(belief, choice, left).values()
        )


@at_most(12)
@given(riddles(), st.sampled_from([1.0, 10.0]))
def test_chances_are_a_softmax_over_fair_values(made, heat):
    """In percentage points, against brute force over histories."""
    by_hand = Wavering(made, lambda _: heat).value()

    value = Rational(heat).plan(explore(made)).value()
    assert value == pytest.approx(by_hand, abs=1e-9)


@at_most(12)
@given(riddles(horizon=2), st.sampled_from([(1.0, 10.0), (2.0, 30.0)]))
def test_the_temperature_rises_with_arousal(made, heats):
    """By how far composure lies below its highest."""
    base, rise = heats
    variable = next(v for v in made.variables if v.standard == "composure")
    assert variable.visible

    def heat(held):
        return base + rise * (variable.high - held) / (variable.high - variable.low)

    by_hand = Wavering(made, heat).value()
    value = Tilted(base, rise).plan(explore(made)).value()
    assert value == pytest.approx(by_hand, abs=1e-9)


def composed(horizon: int) -> Program:
    """Return a program in which composure begins at its highest."""
    made = program(horizon=horizon)
    (start,) = made.starts
    highest = (*start.state[:2], made.variables[2].high, *start.state[3:])
    return attrs.evolve(made, starts=(attrs.evolve(start, state=highest),))


def test_arousal_costs_something_and_only_where_there_is_any():
    """A rise without end makes the excited choose at random, and no one else."""
    foresight = Foresight.of(explore(composed(horizon=6)))
    worth = [Tilted(0, rise).by(foresight).value() for rise in (0, 5, inf)]
    best, wild = FairBest().by(foresight).value(), Rational(inf).by(foresight).value()

    assert best == worth[0] > worth[1] > worth[2] > wild
    assert set(arousal(foresight)) == {0.0, 1 / 3, 2 / 3, 1.0}
    steady = Tilted(3, 0).by(foresight).value()
    assert steady == Rational(3).by(foresight).value()


def test_nobody_is_tilted_by_what_they_cannot_see():
    """With what to take instead."""
    made = program()
    hidden = tuple(attrs.evolve(v, visible=False) for v in made.variables)
    with pytest.raises(SimulationError) as caught:
        Tilted(1, 2).plan(explore(attrs.evolve(made, variables=hidden)))
    assert str(caught.value) == (
        "a-visit: no composure that the trainee can see, so nobody is tilted by its "
        "loss. Take rational:T instead."
    )
