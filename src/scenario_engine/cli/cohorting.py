"""A cohort in the terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import (
    GAP,
    Command,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Table,
    counted,
)
from scenario_engine.debrief.cohort.estimates import (
    FEWEST_CLUSTERS,
    FEWEST_POINTS,
    FEWEST_TURNS,
)
from scenario_engine.debrief.cohort.words import (
    cast,
    command,
    covered,
    over,
    part,
    points,
    share,
)
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.totals import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.debrief.cohort.coverage import Scenario
    from scenario_engine.debrief.cohort.profile import Figures, Profile
    from scenario_engine.debrief.cohort.progress import Path, Progress
    from scenario_engine.debrief.cohort.suggesting import Suggestion
    from scenario_engine.debrief.cohort.summary import Summary

_SHOWN = 3
"""How many of a list are told; the report and the JSON have all of them."""

_KEY = f"""\
Gave away: percentage points of the chance of the goal that the choice gave away on \
average, by what could be known. Well: of the choices that mattered, how many were \
best or sound. Missed: how often a choice gave something away where this would have \
been best. In brackets are {CONFIDENCE:.0%} intervals; below {FEWEST_TURNS} turns or \
{FEWEST_CLUSTERS} clusters there is none. It follows from the figures of the authors, \
most of them assumptions: it is about choices in these scenarios, and no test of \
whoever played."""


def whole(found: Summary, program: str) -> Iterator[Block]:
    """
    Yield all that is told of a cohort.

    Args:
        found: The cohort.
        program: What commands begin with.
    """
    players, sessions = len(found.players), counted(found.sessions, "session")
    yield Heading(f"{counted(players, 'trainee')}, {sessions}")
    yield Paragraph(over(found.profile, players))
    yield GAP
    yield from _profile(found.profile)
    yield from _progress(found.progress)
    for scenario in found.coverage:
        yield from _coverage(scenario)
    yield from _next(found, program)
    yield from _deck(found)
    yield Paragraph(_KEY, "quiet")


def _profile(profile: Profile) -> Iterator[Block]:
    used = [each for each in profile.techniques if each.figures.taken]
    shown = [(each.id, each.figures) for each in used if not each.anti]
    habits = [(each.id, each.figures) for each in used if each.anti]
    yield Heading("Techniques", rank=2)
    yield _figures("technique", shown)
    never = [
        each.id
        for each in profile.techniques
        if not each.figures.taken and not each.anti
    ]
    if never:
        yield Paragraph(f"Offered, and never taken: {', '.join(never)}.")
    yield GAP
    if habits:
        yield _figures("habit that escalates", habits)
        yield GAP
    yield _figures("together", [("all choices", profile.every)])
    yield GAP
    yield from _objectives(profile)


def _objectives(profile: Profile) -> Iterator[Block]:
    scenarios = dict.fromkeys(each.scenario for each in profile.objectives)
    if scenarios:
        yield Heading("Objectives", rank=2)
    for scenario in scenarios:
        rows = [
            (each.id, each.figures)
            for each in profile.objectives
            if each.scenario == scenario
        ]
        yield _figures(scenario, rows)
        yield GAP


def _figures(title: str, rows: list[tuple[str, Figures]]) -> Table:
    return Table(
        (title, "taken", "gave away", "well", "missed"),
        tuple(
            (
                name,
                str(figures.taken),
                points(figures.given_away),
                share(figures.well),
                part(figures.missed),
            )
            for name, figures in rows
        ),
        frozenset(("taken",)),
    )


def _progress(progress: Progress) -> Iterator[Block]:
    yield Heading("Progress", rank=2)
    yield Table(
        ("trainee", "sessions", "goal", "well", "trend"),
        tuple(_path(path) for path in progress.paths),
        frozenset(("sessions", "goal")),
    )
    yield Paragraph(
        "Trend: by how many percentage points what is given away in a session changes "
        f"from one attempt to the next; less is better. From {FEWEST_POINTS} sessions "
        f"on. On average over trainees: {points(progress.trend)}.",
        "quiet",
    )
    yield GAP


def _path(path: Path) -> tuple[str, ...]:
    reached = sum(point.ending == GOAL for point in path.points)
    return (
        path.player,
        str(len(path.points)),
        str(reached),
        share(path.well),
        points(path.trend),
    )


def _coverage(scenario: Scenario) -> Iterator[Block]:
    people = f" ({cast(scenario.personas)})" if scenario.personas else ""
    yield Heading(f"Met in {scenario.scenario}{people}", rank=2)
    if scenario.note:
        yield Paragraph(f"It cannot be told how much has been met: {scenario.note}")
        yield GAP
        return
    yield Entries(
        (
            Entry("looks", f"{covered(scenario.looks)}: how a moment can look"),
            Entry("cues", f"{covered(scenario.cues)}: what can be seen and heard"),
            Entry("techniques", covered(scenario.techniques)),
        )
    )
    yield Paragraph(
        "Weighed by how often good play meets them; in brackets, how many.", "quiet"
    )
    for title, missing in (
        ("Never used", [each.what for each in scenario.unused[:_SHOWN]]),
        ("Never heard", [each.what for each in scenario.unheard[:_SHOWN]]),
    ):
        if missing:
            yield Paragraph(f"{title}: {'; '.join(missing)}")
    if scenario.unpractised:
        yield Paragraph("It matters what is chosen here, and nobody has been here:")
    for look in scenario.unpractised[:_SHOWN]:
        yield Paragraph(
            f"{', '.join(look.look)}: met {look.likely:.2f} times a session of good "
            f"play, {100 * look.stake:.1f} points at stake",
            indent=2,
        )
    yield GAP


def _next(found: Summary, program: str) -> Iterator[Block]:
    if not found.next and not found.unplayed:
        return
    yield Heading("What to play next", rank=2)
    for each in found.next:
        yield from _suggestion(each, program)
    for other in found.unplayed[:_SHOWN]:
        teaches = f", for {', '.join(other.teaches)}" if other.teaches else ""
        yield Paragraph(f"Not played yet: {other.title}{teaches}")
        yield Command(f"{program} play {shlex.quote(other.scenario)}")
    yield GAP


def _suggestion(each: Suggestion, program: str) -> Iterator[Block]:
    people = f", cast as {cast(each.personas)}" if each.personas else ""
    number = counted(len(each.meets), "moment")
    yield Paragraph(f"Good play meets {number} that nobody has been in{people}:")
    words = command(each.scenario, each.seed, each.episode)
    yield Command(f"{program} {shlex.join(words)}")


def _deck(found: Summary) -> Iterator[Block]:
    if not found.deck:
        return
    yield Heading("What cost most", rank=2)
    for card in found.deck[:_SHOWN]:
        times = f", {card.times} times" if card.times > 1 else ""
        yield Paragraph(
            f"{card.scenario}, turn {card.turn}: {card.chosen} "
            f"({card.verdict.value}{times}) gave away {100 * card.cost:.1f} points; "
            f"better: {', '.join(card.better)}",
            indent=2,
        )
    if len(found.deck) > _SHOWN:
        rest = counted(len(found.deck) - _SHOWN, "more card")
        yield Paragraph(f"{rest} in the report (--html).", "quiet")
    yield GAP
