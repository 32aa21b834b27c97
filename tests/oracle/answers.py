"""Twelve questions about a program, answered by Storm and by each of our ways."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brute_force import mean, total, value
from scenario_engine.analysis import aims, best, under, uniform, worst
from scenario_engine.analysis.exact import exact_values
from scenario_engine.interop.prism import prism
from scenario_engine.program import EXPERT, Interpreter

from .storm import CHOSEN, RANDOM, Answers, asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.analysis import StateSpace
    from scenario_engine.program import Program, Trainee

CLOSE = 1e-9
"""How far a value of ours may lie from Storm's."""


def storms(made: Program, trainee: Trainee = EXPERT) -> Answers:
    """Return what Storm says about *made*, in fractions."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        chosen = prism(made, trainee).text
        random = prism(made, trainee, play="random").text
        return {
            **asked(chosen, CHOSEN, folder, exact=True),
            **asked(random, RANDOM, folder, exact=True),
        }


def by_brute_force(made: Program) -> Answers:
    """Return the same by the reference interpreter, over every way to play."""
    at = Interpreter(made, exact=True)

    def turns(choose: Callable[..., Fraction]) -> Fraction:
        one, none = Fraction(1), Fraction(0)
        return total(made, choose, lambda _, __: one, lambda _, __: none)

    def score(choose: Callable[..., Fraction]) -> Fraction:
        return total(
            made,
            choose,
            lambda state, action: Fraction(at.points(action.rewards, state)),
            lambda state, ending: Fraction(at.points(ending.rewards, state)),
        )

    return {
        "best": value(made, max),
        "worst": value(made, min),
        "most harm": value(made, max, "harm"),
        "least harm": value(made, min, "harm"),
        "longest": turns(max),
        "shortest": turns(min),
        "highest": score(max),
        "lowest": score(min),
        "random": value(made, mean),
        "harm": value(made, mean, "harm"),
        "turns": turns(mean),
        "score": score(mean),
    }


def in_floats(space: StateSpace) -> dict[str, float]:
    """Return the same by the analysis, exact up to rounding."""
    weights, turns, score = uniform(space), aims.turns(space), aims.score(space)
    return {
        "best": best(space).start,
        "worst": worst(space).start,
        "most harm": best(space, "harm").start,
        "least harm": worst(space, "harm").start,
        "longest": best(space, turns).start,
        "shortest": worst(space, turns).start,
        "highest": best(space, score).start,
        "lowest": worst(space, score).start,
        "random": under(space, weights).start,
        "harm": under(space, weights, "harm").start,
        "turns": under(space, weights, turns).start,
        "score": under(space, weights, score).start,
    }


def in_fractions(made: Program, trainee: Trainee = EXPERT) -> Answers:
    """Return the chances among them by the analysis, exactly."""
    goal = exact_values(made, "goal", trainee)
    harm = exact_values(made, "harm", trainee)
    return {
        "best": goal.best,
        "worst": goal.worst,
        "random": goal.random,
        "most harm": harm.best,
        "least harm": harm.worst,
        "harm": harm.random,
    }
