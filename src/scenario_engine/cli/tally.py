"""What is counted in a debrief: rules kept and broken, and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import GAP, Heading, Paragraph, Table, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.debrief.review import Review, Scored


def rules(review: Review) -> Iterator[Block]:
    """Yield what became of the rules of the house."""
    if not review.policies:
        return
    broken_in: dict[str, list[str]] = {}
    for turn in review.turns:
        for rule in turn.policies:
            if rule.is_broken:
                broken_in.setdefault(rule.policy, []).append(f"turn {turn.number}")
    yield Heading("Rules of the house", rank=2)
    yield entries(
        [
            (
                f"broken ({', '.join(broken_in.get(rule.policy, ['at the end']))})"
                if rule.is_broken
                else "kept",
                rule.text or rule.policy,
            )
            for rule in review.policies
        ]
    )
    yield GAP


def scores(review: Review) -> Iterator[Block]:
    """Yield the points, beside what can be expected of random and best play."""
    if not review.scores:
        return
    yield Heading("Points", rank=2)
    titles = {each.instrument: each for each in review.scores}
    for instrument, first in titles.items():
        imitates = " (an imitation, not the instrument)" if first.imitation else ""
        yield Paragraph(f"{first.title}{imitates}")
        rows = [each for each in review.scores if each.instrument == instrument]
        yield Table(
            ("item", "you", "random play", "best play", "better"),
            tuple(_row(each) for each in rows),
            frozenset(("you", "random play", "best play")),
        )
        yield GAP


def _row(item: Scored) -> tuple[str, ...]:
    return (
        item.label,
        _number(item.points),
        _number(item.expected),
        _number(item.best),
        item.better,
    )


def _number(value: float | None) -> str:
    return "not evaluable" if value is None else f"{value:.3g}"
