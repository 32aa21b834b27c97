"""What the scenario is meant to teach, and whether it can be done without."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.findings.finding import Finding
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis.findings.study import Mask, Study
    from scenario_engine.program.ir import Objective


def objectives(study: Study) -> Iterator[Finding]:
    """Yield a finding for each objective that is worth next to nothing."""
    space, threshold = study.space, study.thresholds.objective
    for objective in space.program.objectives:
        others = _others(study, objective)
        without = study.sweeps.among(others) if others else 0.0
        lost = 1.0 - study.share(without)
        if study.best.start > 0 and lost < threshold:
            allowed = np.isin(space.action, others)
            yield Finding(
                "worthless-objective",
                f"Without the techniques of '{objective.id}' the best play still "
                f"reaches the goal with {without:.3f}: {lost:.1%} of its value is "
                f"lost, below {threshold:.1%}",
                lost,
                threshold,
                fewest(space, partial(_always, allowed), space.ends(GOAL)),
            )


def _always(allowed: Mask, left: int) -> Mask:
    """Permit the same choices however many turns are *left*."""
    return allowed


def _others(study: Study, objective: Objective) -> Sequence[int]:
    """Return the actions that are of none of the objective's techniques."""
    return [
        number
        for number, action in enumerate(study.space.program.actions)
        if action.technique not in objective.techniques
    ]
