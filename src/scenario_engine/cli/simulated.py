"""What became of simulating one scenario, as JSON and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.cli.blocks import GAP, Paragraph, Table
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.program.skills import written
from scenario_engine.simulation import CONFIDENCE, Totals
from scenario_engine.simulation.running import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scenario_engine.cli.blocks import Block
    from scenario_engine.simulation import Share

_KEY = f"""\
The ranges are {CONFIDENCE:.0%} intervals for the chance behind each share. They are \
sampled: `check` and `best` have the exact chances. It says what the scenario does, \
and predicts nothing about real people."""


@attrs.frozen
class Simulated:
    """
    One scenario, simulated.

    Attributes:
        cell: What was played.
        totals: What it came to.
        seconds: How long it took.
        errors: What could not be played, and why.
        is_population: Whether all were drawn together.
    """

    cell: Cell
    totals: Totals
    seconds: float
    errors: tuple[str, ...] = ()
    is_population: bool = False


def data(each: Simulated, *, out: Path | None) -> dict[str, Any]:
    """Return *each* for JSON; shares are null where nothing was played."""
    totals = each.totals
    played = totals.episodes > 0
    return {
        "scenario": totals.scenario,
        "digest": totals.digest,
        "personas": dict(each.cell.personas),
        "strategy": each.cell.strategy.name,
        "trainee": written(each.cell.trainee),
        "skill": float(each.cell.trainee.otherwise),
        "population": each.is_population,
        "seed": totals.seed,
        "first": totals.first,
        "episodes": totals.episodes,
        "turns": totals.turns,
        "seconds": each.seconds,
        "goal": attrs.asdict(totals.share(GOAL)) if played else None,
        "harm": attrs.asdict(totals.share(HARM)) if played else None,
        "endings": {
            ending.id: int(counts.sum())
            for ending, counts in zip(totals.endings, totals.counts, strict=True)
        },
        "errors": list(each.errors),
        "out": None if out is None else str(out),
    }


def shown(runs: Sequence[Simulated]) -> Iterator[Block]:
    """Yield the shares as a table, with what they are."""
    yield Table(
        ("scenario", "episodes", "turns each", "goal", "harm"),
        tuple(
            (
                each.totals.scenario,
                str(each.totals.episodes),
                f"{each.totals.turns / each.totals.episodes:.2f}",
                _told(each.totals.share(GOAL)),
                _told(each.totals.share(HARM)),
            )
            for each in runs
        ),
        frozenset(("episodes", "turns each")),
    )
    yield GAP
    yield Paragraph(_KEY, "quiet")


def _told(share: Share) -> str:
    return f"{share.value:.4f} ({share.low:.4f} to {share.high:.4f})"
