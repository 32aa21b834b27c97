"""Scores beside what could have been expected, as a part of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import (
    Block,
    Inline,
    Line,
    Paragraph,
    Quiet,
    Section,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.review import Ratio, Review, Score, Scored


def scores(review: Review) -> Iterator[Block]:
    """Yield the points by instrument, then the whole score; nothing without any."""
    tables: list[Block] = []
    for id_ in dict.fromkeys(score.instrument for score in review.scores):
        tables += _instrument(tuple(s for s in review.scores if s.instrument == id_))
    if review.score is not None:
        tables += _whole(review.score)
    if review.ratios:
        tables.append(_ratios(review.ratios))
    if tables:
        tables.append(
            Paragraph(
                (
                    "Random play, best play (for the goal) and the most that play for "
                    "the points alone comes to are averages over all that chance can "
                    "do.",
                ),
                "quiet",
            )
        )
        yield Section("Scores", tuple(tables), "scores")


def _whole(score: Score) -> Iterator[Block]:
    """Yield the score as a whole."""
    rows: tuple[tuple[Line, ...], ...] = (
        (("this episode",), (_figure(score.points),)),
        (("random play",), (_figure(score.expected),)),
        (("best play",), (_figure(score.best),)),
        (("at most",), (_figure(score.most),)),
    )
    yield Table("All points together", ("play", "points"), rows, frozenset({1}))


def _ratios(ratios: tuple[Ratio, ...]) -> Table:
    rows: list[tuple[Line, ...]] = [
        (
            (ratio.label,),
            (f"{ratio.part} to {ratio.whole}",),
            (_figure(ratio.value),),
        )
        for ratio in ratios
    ]
    head = ("of what was said", "counts", "ratio")
    return Table("Ratios", head, tuple(rows), frozenset({1, 2}))


def _instrument(scores: tuple[Scored, ...]) -> Iterator[Block]:
    first = scores[0]
    rows: list[tuple[Line, ...]] = [
        (
            (score.label, *_better(score.better)),
            (_figure(score.points),),
            (f"{score.range[0]} to {score.range[1]}",),
            (_figure(score.expected),),
            (_figure(score.best),),
            (_figure(score.most),),
        )
        for score in scores
    ]
    head = ("item", "points", "range", "random play", "best play", "at most")
    yield Table(first.title, head, tuple(rows), frozenset({1, 2, 3, 4, 5}))
    told = (
        ["An imitation, not the instrument: points are not comparable with published "
         "ones."]
        if first.imitation
        else []
    )  # fmt: skip
    told += [f"Source: {_stopped(first.source)}"] if first.source else []
    told += [f"Licence: {_stopped(first.licence)}"] if first.licence else []
    yield Paragraph((" ".join(told),), "quiet")


def _better(better: str) -> tuple[Inline, ...]:
    if better == "more":
        return ()
    return (Quiet(" (fewer is better)" if better == "fewer" else " (only noted)"),)


def _figure(value: float | None) -> str:
    if value is None:
        return "not known"
    return f"{value:.2f}".removesuffix(".00").replace("-", "\u2212")


def _stopped(text: str) -> str:
    """Return *text* with a full stop at its end."""
    return text if text.rstrip().endswith((".", "?", "!")) else f"{text}."
