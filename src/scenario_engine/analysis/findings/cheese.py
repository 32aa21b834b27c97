"""Strategies without thought that come too near the best play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import strategies
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.loops import best_loop
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis.findings.study import Mask, Study
    from scenario_engine.analysis.plays import Play

WORK = 2_000_000_000
"""Branches that the search among loops looks at, about; ten seconds of them."""

FEWEST = 32
"""Values that the search works out in any case."""


@attrs.frozen(eq=False)
class Thoughtless:
    """
    The best of a family of strategies without thought.

    Attributes:
        code: The code of its finding.
        what: The strategy, in words that go on "reaches the goal".
        script: For turn after turn, the actions among which it chooses at random;
            empty where no strategy of the family can be named.
        value: Its chance of the goal; without one, what all of them lie at or below.
        tried, ruled_out, open: Strategies valued, proved no better without it, and
            left open.
    """

    code: str
    what: str
    script: tuple[tuple[int, ...], ...]
    value: float
    tried: int
    ruled_out: int = 0
    open: int = 0


def cheese(study: Study) -> Iterator[Finding]:
    """Yield a finding for each family whose best strategy is worth too much."""
    threshold = study.thresholds.thoughtless
    among_loops = loops(study)
    for found in (*families(study), order(study), among_loops):
        share = study.fair_share(found.value)
        if not found.script or share <= threshold:
            continue
        yield Finding(
            found.code,
            f"{found.what} reaches the goal with {found.value:.3f}, "
            f"{study.shared(found.value)}, above {threshold:.0%}"
            f"{_counts(found)}",
            share,
            threshold,
            _play(study, found.script),
            Severity.SERIOUS,
        )
    if among_loops.open:
        yield _open(among_loops)


def _open(found: Thoughtless) -> Finding:
    every = found.tried + found.ruled_out + found.open
    return Finding(
        "loops-not-tried",
        f"{found.open} of {every} loops of two or three turns were not tried: there "
        f"may be one above {found.value:.3f} among them",
        float(found.open),
        0.0,
        severity=Severity.NOTE,
    )


def families(study: Study) -> Iterator[Thoughtless]:
    """Yield, for each family of techniques, choosing at random within it."""
    every = study.space.program.actions
    named = sorted({action.family for action in every})
    for family in named:
        actions = tuple(n for n, action in enumerate(every) if action.family == family)
        if len(actions) < 2:
            continue
        value = study.sweeps.scripted([actions])
        what = f"Choosing anything of the family '{family}'"
        yield Thoughtless("family-too-high", what, (actions,), value, 1)


def order(study: Study) -> Thoughtless:
    """Return working through the interventions in the order of the list."""
    script = tuple((action,) for action in range(len(study.space.program.actions)))
    value = study.sweeps.scripted(script)
    what = "Going through the interventions in the author's order"
    return Thoughtless("order-too-high", what, script, value, 1)


def loops(study: Study, budget: int | None = None) -> Thoughtless:
    """
    Return the best loop of two or three turns, if one is worth too much.

    Args:
        study: The scenario.
        budget: Most values to work out; as many as `WORK` allows where not given.
    """
    if budget is None:
        budget = max(FEWEST, WORK // study.sweeps.work)
    above = study.thresholds.thoughtless * study.fair.start.lower
    found = best_loop(study, above, budget)
    ids = [action.id for action in study.space.program.actions]
    what = "Repeating " + ", ".join(f"'{ids[action]}'" for action in found.script)
    return Thoughtless(
        "loop-too-high",
        what,
        tuple((action,) for action in found.script),
        found.value,
        found.tried,
        found.ruled_out,
        found.open,
    )


def _counts(found: Thoughtless) -> str:
    if found.tried + found.ruled_out + found.open == 1:
        return ""
    left = f", {found.open} not tried" if found.open else ""
    return f" ({found.tried} tried, {found.ruled_out} ruled out{left})"


def _play(study: Study, script: Sequence[Sequence[int]]) -> Play | None:
    """Return a play of the fewest turns in which the script reaches the goal."""
    space = study.space
    turns = [strategies.among(space, actions) > 0 for actions in script]

    def permitted(left: int) -> Mask:
        return np.asarray(turns[(space.program.horizon - left) % len(turns)])

    return fewest(space, permitted, space.ends(GOAL))
