"""The report on a cohort, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.cards import cards
from scenario_engine.debrief.cohort.chart import means, progress_chart
from scenario_engine.debrief.cohort.covering import coverage, next_to_play
from scenario_engine.debrief.cohort.estimates import (
    FEWEST_CLUSTERS,
    FEWEST_POINTS,
    FEWEST_TURNS,
)
from scenario_engine.debrief.cohort.words import over, part, points, share
from scenario_engine.debrief.documents.charts.intervals import Estimate, interval_chart
from scenario_engine.debrief.documents.parts import (
    Block,
    Document,
    Figure,
    Fold,
    Line,
    Paragraph,
    Quiet,
    Section,
    Table,
    Tile,
    Tiles,
    bullets,
)
from scenario_engine.debrief.documents.words import NOT_A_TEST
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.totals import CONFIDENCE
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.debrief.cohort.profile import Figures, Profile
    from scenario_engine.debrief.cohort.progress import Path
    from scenario_engine.debrief.cohort.summary import Summary
    from scenario_engine.packs import Registry


def document(found: Summary, registry: Registry) -> Document:
    """
    Return the report on a cohort.

    Args:
        found: The cohort, summed up.
        registry: What the packs give: names of techniques.
    """
    blocks = (
        *_opening(found),
        *next_to_play(found),
        *_techniques(found.profile),
        *_objectives(found.profile),
        *_progress(found),
        *(block for each in found.coverage for block in coverage(each, registry)),
        *cards(found.deck, {each.title: each.setting for each in found.coverage}),
        *_refused(found),
    )
    return Document(
        title=f"{_counted(len(found.players), 'trainee')}, "
        f"{_counted(found.sessions, 'session')}",
        kind="Cohort report",
        blocks=blocks,
        about=f"scenario_engine {__version__}",
    )


def _opening(found: Summary) -> Iterator[Block]:
    every = found.profile.every
    yield Paragraph((NOT_A_TEST,), "quiet")
    tiles = [
        Tile(str(len(found.players)), "trainees"),
        Tile(str(found.sessions), "sessions"),
        Tile(str(found.turns), "turns"),
    ]
    if every.well.among:
        count, among = every.well.count, every.well.among
        tiles.append(
            Tile(f"{count / among:.0%}", "of choices that mattered were best, or sound")
        )
    yield Tiles(tuple(tiles))
    yield Paragraph((over(found.profile, len(found.players)),), "quiet")


def _techniques(profile: Profile) -> Iterator[Block]:
    used = [each for each in profile.techniques if each.figures.taken]
    rows = [(each.name, each.figures) for each in used if not each.anti]
    rows.append(("all choices", profile.every))
    never = tuple(
        each.name
        for each in profile.techniques
        if not each.figures.taken and not each.anti
    )
    blocks: list[Block] = [_figure(rows, "well", "Technique by technique")]
    if never:
        told = (Quiet("Offered, and never taken: "), ", ".join(never))
        blocks.append(Paragraph(told))
    habits = [(each.name, each.figures) for each in used if each.anti]
    if habits:
        blocks.append(_habits(habits))
    yield Section("Techniques", tuple(blocks), "techniques")


def _habits(rows: Sequence[tuple[str, Figures]]) -> Table:
    cells: list[tuple[Line, ...]] = [
        (
            (name,),
            (f"{figures.taken} of {figures.offered}",),
            (points(figures.given_away),),
            (part(figures.well),),
        )
        for name, figures in rows
    ]
    return Table(
        "Habits that escalate, and what they gave away, in percentage points",
        ("", "taken, of offered", "gave away", "best or sound all the same"),
        tuple(cells),
        frozenset({1, 2, 3}),
    )


def _objectives(profile: Profile) -> Iterator[Block]:
    cells: list[tuple[Line, ...]] = [
        (
            (each.text, Quiet(f" ({each.scenario})")),
            (str(each.figures.taken),),
            (points(each.figures.given_away),),
            (share(each.figures.well),),
            (part(each.figures.missed),),
        )
        for each in profile.objectives
    ]
    if cells:
        table = Table(
            "How the techniques of each objective were used in its scenario",
            ("", "taken", "gave away", "best or sound", "missed"),
            tuple(cells),
            frozenset({1, 2, 3, 4}),
        )
        yield Section("Objectives", (table,), "objectives")


def _figure(rows: Sequence[tuple[str, Figures]], name: str, caption: str) -> Figure:
    estimates = [_estimate(title, figures) for title, figures in rows]
    title = "Of the choices that mattered, how many were best or sound"
    return Figure(
        drawing=interval_chart(estimates, name, title),
        narrow=interval_chart(estimates, f"{name}-narrow", title, is_narrow=True),
        caption=f"{title}, with {CONFIDENCE:.0%} intervals; below {FEWEST_TURNS} such "
        "choices there is none. These intervals take choices as independent, and are a "
        "little narrow where a few people made many of them.",
        table=_table(rows, caption),
    )


def _estimate(name: str, figures: Figures) -> Estimate:
    found = figures.well.share
    told = share(figures.well)
    if found is None:
        return Estimate(_short(name), None, 0.0, 0.0, told)
    return Estimate(_short(name), found.value, found.low, found.high, told)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


_LONGEST = 32


def _table(rows: Sequence[tuple[str, Figures]], caption: str) -> Table:
    cells: list[tuple[Line, ...]] = [
        (
            (name,),
            (f"{figures.taken} of {figures.offered}",),
            (points(figures.given_away),),
            (share(figures.well),),
            (share(figures.delivered),),
            (share(figures.missed),),
        )
        for name, figures in rows
    ]
    return Table(
        f"{caption}. Gave away: percentage points of the chance of the goal, by what "
        f"could be known, from {FEWEST_TURNS} turns in {FEWEST_CLUSTERS} clusters on. "
        "Missed: how often a choice gave something away where this was among the best.",
        ("", "taken, of offered", "gave away", "best or sound", "delivered", "missed"),
        tuple(cells),
        frozenset({1, 2, 3, 4, 5}),
    )


def _progress(found: Summary) -> Iterator[Block]:
    paths = found.progress.paths
    average = means(paths)
    rows: list[tuple[Line, ...]] = [
        ((str(at),), (f"{100 * mean:.1f}",), (str(count),))
        for at, (mean, count) in average.items()
    ]
    figure = Figure(
        drawing=progress_chart(paths, "progress"),
        narrow=progress_chart(paths, "progress-narrow", is_narrow=True),
        caption="A ring for each session, a line through the means. Those who played "
        "more often are alone on the right, and scenarios differ: the trends below "
        "leave both out.",
        table=Table(
            "What was given away, by attempt",
            ("attempt", "percentage points", "sessions"),
            tuple(rows),
            frozenset({1, 2}),
        ),
    )
    told = (
        "Trend: by how many percentage points what is given away in a session changes "
        "from one attempt to the next, each scenario having a level of its own; less "
        f"is better. It is told from {FEWEST_POINTS} sessions on that came to their "
        f"end. On average over trainees: {points(found.progress.trend)}."
    )
    yield Section(
        "Progress",
        (figure, _players(paths), Paragraph((told,), "quiet")),
        "progress-of",
    )


def _players(paths: Sequence[Path]) -> Table:
    rows: list[tuple[Line, ...]] = [
        (
            (path.player,),
            (str(len(path.points)),),
            (str(sum(point.ending == GOAL for point in path.points)),),
            (share(path.well),),
            (points(path.trend),),
        )
        for path in paths
    ]
    return Table(
        "Trainee by trainee",
        ("", "sessions", "reached the goal", "best or sound", "trend"),
        tuple(rows),
        frozenset({1, 2, 3, 4}),
    )


def _refused(found: Summary) -> Iterator[Block]:
    if not found.refused:
        return
    lines = bullets(
        tuple(": ".join(filter(None, (e.where, e.reason))) for e in found.refused)
    )
    summary = f"{_counted(len(found.refused), 'source')} could not be used"
    yield Section("Left out", (Fold((summary,), (lines,)),), "left-out")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
