"""The findings that every check makes: traps, and values that miss their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.plays import FAR, distances, shortest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.rows import Index
    from scenario_engine.analysis.states import StateSpace


def trap(space: StateSpace, to_goal: Index) -> Iterator[Finding]:
    """Yield a finding when there is a state from which no play leads to the goal."""
    lost = (to_goal == FAR) & (space.ending < 0)
    count = int(lost.sum())
    if not count:
        return
    start = int(space.start[0][0])
    far = distances(space, lost)
    witness = shortest(space, start, far) if far[start] != FAR else None
    yield Finding(
        "trap",
        f"From {count} of {len(space.ongoing)} states the goal can no longer be "
        f"reached, whatever is done and however lucky it goes",
        float(count),
        witness=witness,
        severity=Severity.SERIOUS,
    )


def figures(study: Study) -> Iterator[Finding]:
    """Yield a finding for each value that misses its threshold."""
    summary, thresholds = study.summary, study.thresholds
    if summary.best < thresholds.best:
        yield Finding(
            "best-too-low",
            f"Even the best play reaches the goal only with {summary.best:.3f}, "
            f"below {thresholds.best:.2f}",
            summary.best,
            thresholds.best,
            severity=Severity.SERIOUS,
        )
    if summary.random > thresholds.random:
        yield Finding(
            "random-too-high",
            f"Random play reaches the goal with {summary.random:.3f} "
            f"({study.shared(summary.random)}), above {thresholds.random:.2f}",
            summary.random,
            thresholds.random,
        )
    for action, value in sorted(summary.repeats.items()):
        if value > thresholds.repeat:
            yield Finding(
                "repeat-too-high",
                f"Repeating '{action}' reaches the goal with {value:.3f} "
                f"({study.shared(value)}), above {thresholds.repeat:.2f}",
                value,
                thresholds.repeat,
            )
