"""Strategies without thought that come too near the best play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import strategies, values
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.loops import best_loop
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.analysis.strategies import Weights
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Mask, Study
    from scenario_engine.analysis.plays import Play

BUDGET = 32
"""Most values that are worked out in the search among loops."""


@attrs.frozen(eq=False)
class Thoughtless:
    """
    The best of a family of strategies without thought.

    Attributes:
        code: The code of its finding.
        what: The strategy, in words that go on "reaches the goal".
        weights: How it chooses; None where no strategy of the family can be named.
        value: Its chance of the goal; without one, what all of them lie at or below.
        tried, ruled_out, open: Strategies valued, proved no better without it, and
            left open.
    """

    code: str
    what: str
    weights: Weights | None
    value: float
    tried: int
    ruled_out: int = 0
    open: int = 0


def cheese(study: Study) -> Iterator[Finding]:
    """Yield a finding for each family whose best strategy is worth too much."""
    threshold = study.thresholds.thoughtless
    for found in (*families(study), order(study), loops(study)):
        share = study.share(found.value)
        if found.weights is None or share <= threshold:
            continue
        yield Finding(
            found.code,
            f"{found.what} reaches the goal with {found.value:.3f}, "
            f"{share:.0%} of the best play, above {threshold:.0%}{_counts(found)}",
            share,
            threshold,
            _play(study, found.weights),
            Severity.SERIOUS,
        )


def families(study: Study) -> Iterator[Thoughtless]:
    """Yield, for each family of techniques, choosing at random within it."""
    space = study.space
    named = sorted({action.family for action in space.program.actions})
    for family in named:
        actions = [
            number
            for number, action in enumerate(space.program.actions)
            if action.family == family
        ]
        if len(actions) < 2:
            continue
        weights = strategies.among(space, actions)
        value = values.under(space, weights).start
        what = f"Choosing anything of the family '{family}'"
        yield Thoughtless("family-too-high", what, weights, value, 1)


def order(study: Study) -> Thoughtless:
    """Return working through the interventions in the order of the list."""
    weights = strategies.scripted(study.space, range(len(study.space.program.actions)))
    value = values.under(study.space, weights).start
    what = "Going through the interventions in the author's order"
    return Thoughtless("order-too-high", what, weights, value, 1)


def loops(study: Study, budget: int = BUDGET) -> Thoughtless:
    """
    Return the best loop of two or three turns, if one is worth too much.

    Args:
        study: The scenario.
        budget: Most values to work out.
    """
    above = study.thresholds.thoughtless * study.best.start
    found = best_loop(study, above, budget)
    ids = [action.id for action in study.space.program.actions]
    what = "Repeating " + ", ".join(f"'{ids[action]}'" for action in found.script)
    return Thoughtless(
        "loop-too-high",
        what,
        strategies.scripted(study.space, found.script) if found.script else None,
        found.value,
        found.tried,
        found.ruled_out,
        found.open,
    )


def _counts(found: Thoughtless) -> str:
    if found.tried + found.ruled_out + found.open == 1:
        return ""
    left = f", {found.open} left open" if found.open else ""
    return f" ({found.tried} tried, {found.ruled_out} ruled out{left})"


def _play(study: Study, weights: Weights) -> Play | None:
    """Return a play of the fewest turns in which the strategy reaches the goal."""

    def permitted(left: int) -> Mask:
        chosen = weights if weights.ndim == 1 else weights[left]
        return np.asarray(chosen > 0)

    return fewest(study.space, permitted, study.space.ends(GOAL))
