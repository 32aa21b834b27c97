"""Which packs were loaded, which were not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.cli.blocks import (
    GAP,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Tone,
    counted,
)
from scenario_engine.cli.loading import find_packs, refused
from scenario_engine.cli.refusal import FINDINGS, FINE
from scenario_engine.packs.report import LOADED, REFUSED
from scenario_engine.packs.shell.kinds import WORDS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import PackReport

NAME = "packs"
SUMMARY = "list the packs: what was loaded, what was not, and why"


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """List the packs; 1 if any was refused."""
    registry = find_packs(arguments)
    if arguments.json:
        screen.give([_data(report) for report in registry.packs])
    else:
        screen.show(*_shown(registry.packs))
    return FINDINGS if refused(registry) else FINE


def _data(report: PackReport) -> dict[str, Any]:
    """Return everything that is known of a pack, for JSON."""
    return {
        **attrs.asdict(report, recurse=False),
        "faults": [attrs.asdict(fault) for fault in report.faults],
        "reasons": list(report.reasons),
        "counts": dict(report.counts),
        "hooks": list(report.hooks),
    }


def _shown(reports: tuple[PackReport, ...]) -> Iterator[Block]:
    for report in reports:
        source = f"{report.distribution} {report.version}".strip() or "a folder"
        yield Heading(f"{report.id}: {report.state}", rank=2)
        if report.title:
            yield Paragraph(report.title, indent=2)
        yield Paragraph(f"from {source} ({report.home})", "quiet", indent=2)
        if report.state == LOADED:
            yield Paragraph(f"gives {_counts(report)}", indent=2)
        for reason in report.reasons:
            tone: Tone = "bad" if report.state == REFUSED else "quiet"
            yield Entries((Entry("-", reason, tone),))
        yield GAP
    states = [report.state for report in reports]
    yield Paragraph(
        ", ".join(
            f"{states.count(state)} {state}" for state in sorted(set(states), key=_rank)
        )
        or "No pack was found."
    )


def _rank(state: str) -> tuple[bool, str]:
    return state != LOADED, state


def _counts(report: PackReport) -> str:
    given = (
        counted(count, WORDS[kind], kind.replace("_", " "))
        for kind, count in report.counts.items()
    )
    return ", ".join(given) or "nothing of its own"
