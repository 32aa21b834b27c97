"""Whether breaking the organisation's policies is the better play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims, values
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.analysis.packing import Columns
from scenario_engine.expressions.arrays import evaluate_array
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis.findings.study import Mask, Study
    from scenario_engine.expressions import Expression
    from scenario_engine.program.ir import Monitor


def breaking(study: Study) -> Iterator[Finding]:
    """Yield a finding for each policy, and for all, that it pays to break."""
    monitors = study.space.program.monitors
    if not monitors or study.best.start <= 0:
        return
    kept = value_kept(study, monitors)
    if not _pays(study, kept):
        return
    alone = {monitor.policy: value_kept(study, [monitor]) for monitor in monitors}
    blamed = [m for m in monitors if _pays(study, alone[m.policy])]
    for monitor in blamed:
        yield _finding(
            study, alone[monitor.policy], [monitor], f"the policy '{monitor.policy}'"
        )
    if not blamed:
        yield _finding(study, kept, monitors, "every policy")


def value_kept(study: Study, monitors: Sequence[Monitor]) -> float:
    """Return the best chance of reaching the goal with these policies kept."""
    aim = aims.chance(study.space, GOAL)
    final = np.where(_broken(study, monitors), 0.0, aim.final)
    return values.best(study.space, attrs.evolve(aim, final=final)).start


def _pays(study: Study, kept: float) -> bool:
    return 1.0 - study.share(kept) > study.thresholds.breaking


def _finding(
    study: Study, kept: float, monitors: Sequence[Monitor], which: str
) -> Finding:
    space, threshold = study.space, study.thresholds.breaking
    gained = 1.0 - study.share(kept)
    choices = np.zeros((space.program.horizon + 1, len(space.action)), np.bool_)
    for left in range(1, len(choices)):
        choices[left] = values.best_choices(space, study.best, left)
    targets = space.ends(GOAL) & _broken(study, monitors)
    return Finding(
        "breaking-pays",
        f"Keeping {which}, the best play reaches the goal with {kept:.3f} instead of "
        f"{study.best.start:.3f}: breaking is worth {gained:.1%} of it, above "
        f"{threshold:.1%}",
        gained,
        threshold,
        fewest(space, lambda left: choices[left], targets),
        Severity.SERIOUS,
    )


def _broken(study: Study, monitors: Sequence[Monitor]) -> Mask:
    """Tell in which states one of the policies is broken if the episode ends there."""
    told = np.zeros(len(study.space), dtype=np.bool_)
    for monitor in monitors:
        told |= holds(study, monitor.broken_at_end)
    return told


def holds(study: Study, guard: Expression) -> Mask:
    """Tell in which states *guard* holds; bool, shape ``(n,)``."""
    space = study.space
    found = evaluate_array(guard, Columns(space.packing, space.codes), len(space))
    return np.broadcast_to(np.asarray(found, dtype=np.bool_), (len(space),))
