"""What is wrong with a scenario as training: findings with a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.plays import FAR, Play, distances, shortest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.rows import Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.summary import Summary


@attrs.frozen
class Thresholds:
    """
    What a good training scenario keeps to; chances of the goal from the start.

    Attributes:
        best: The best play reaches the goal at least this often.
        random: Uniform random play reaches it at most this often.
        repeat: Repeating any one intervention reaches it at most this often.
    """

    best: float = 0.75
    random: float = 0.25
    repeat: float = 0.30


@attrs.frozen
class Finding:
    """
    One result of checking a scenario.

    Attributes:
        code: A stable code, such as ``trap``.
        message: What was found, in a sentence.
        figure: The figure it rests on.
        threshold: What the figure was held against, None where nothing was.
        witness: A play that shows it, None where none does.
    """

    code: str
    message: str
    figure: float
    threshold: float | None = None
    witness: Play | None = None


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
    )


def figures(summary: Summary, thresholds: Thresholds) -> Iterator[Finding]:
    """Yield a finding for each value that misses its threshold."""
    if summary.best < thresholds.best:
        yield Finding(
            "best-too-low",
            f"Even the best play reaches the goal only with {summary.best:.3f}, "
            f"below {thresholds.best:.2f}",
            summary.best,
            thresholds.best,
        )
    if summary.random > thresholds.random:
        yield Finding(
            "random-too-high",
            f"Random play reaches the goal with {summary.random:.3f}, "
            f"above {thresholds.random:.2f}",
            summary.random,
            thresholds.random,
        )
    for action, value in sorted(summary.repeats.items()):
        if value > thresholds.repeat:
            yield Finding(
                "repeat-too-high",
                f"Repeating '{action}' reaches the goal with {value:.3f}, "
                f"above {thresholds.repeat:.2f}",
                value,
                thresholds.repeat,
            )
