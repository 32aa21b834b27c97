"""The figures of checked scenarios, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.analysis import Check
    from scenario_engine.cli.blocks import Block

IN_REACH, OUT_OF_REACH, UNKNOWN = "always in reach", "TRAP", "not known"
_MISSING = "-"
_COLUMNS = ("states", "best", "random", "worst")

_KEY = """\
best, random, worst: the chance of the goal from the start under the best, uniform \
random and worst play, exact up to rounding, for a trainee who delivers everything \
with full skill.
goal: "always in reach" is proved by looking at every reachable state that is no \
ending: from each, some play leads to the goal, the turn limit aside. "TRAP": from \
some state none does.
All of it follows from the figures that the authors of the packs put in, most of them \
assumptions. It says what the scenario does, and predicts nothing about real people."""


def table(checks: Mapping[str, Check | None]) -> Iterator[Block]:
    """
    Yield the table of the figures, and what they mean.

    Args:
        checks: For each scenario's id, what was found; None where it was not checked.
    """
    yield Table(
        ("scenario", *_COLUMNS, "goal"),
        tuple((id_, *_cells(check)) for id_, check in checks.items()),
        frozenset(_COLUMNS),
    )
    yield Paragraph("")
    yield Paragraph(_KEY, "quiet")


def _cells(check: Check | None) -> tuple[str, ...]:
    if check is None:
        return (*(_MISSING for _ in _COLUMNS), UNKNOWN)
    values = check.summary
    return (
        str(values.states),
        *(f"{value:.3f}" for value in (values.best, values.random, values.worst)),
        IN_REACH if check.goal_always_reachable else OUT_OF_REACH,
    )
