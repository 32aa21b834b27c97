"""What was met, and what to play next, as parts of a document."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.words import cast, command, covered
from scenario_engine.debrief.documents.parts import (
    Block,
    Bullets,
    Facts,
    Fold,
    Line,
    Panel,
    Paragraph,
    Quiet,
    Section,
    Strong,
    Table,
)
from scenario_engine.debrief.documents.words import technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.cohort.coverage import Scenario, Unpractised
    from scenario_engine.debrief.cohort.suggesting import Suggestion
    from scenario_engine.debrief.cohort.summary import Summary
    from scenario_engine.packs import Registry


def next_to_play(found: Summary) -> Iterator[Block]:
    """Yield what to play next."""
    entries = [_suggestion(each) for each in found.next]
    entries += [
        (
            Strong(each.title),
            ": nobody has played it yet. ",
            Quiet(f"scenario-engine play {shlex.quote(each.scenario)}"),
        )
        for each in found.unplayed
    ]
    if entries:
        yield Panel("What to play next", "fair", (Bullets(tuple(entries)),))


def _suggestion(each: Suggestion) -> Line:
    people = f" (cast as {cast(each.personas)})" if each.personas else ""
    number = len(each.meets)
    moments = "a moment" if number == 1 else f"{number} moments"
    words = shlex.join(command(each.scenario, each.seed, each.episode))
    return (
        Strong(f"{each.scenario}{people}, episode {each.episode}"),
        f": good play meets {moments} that nobody has been in, the first after "
        f"{each.turn} {'turn' if each.turn == 1 else 'turns'}. ",
        Quiet(f"scenario-engine {words}"),
    )


def coverage(found: Scenario, registry: Registry) -> Iterator[Block]:
    """Yield what was met of a scenario."""
    anchor = f"met-{found.scenario}"
    people = f" ({cast(found.personas)})" if found.personas else ""
    blocks = (
        (Paragraph((f"It cannot be told how much has been met: {found.note}",)),)
        if found.note
        else tuple(_coverage(found, registry))
    )
    yield Section(
        f"Met in “{found.title}”{people}", blocks, anchor if not people else ""
    )


def _coverage(found: Scenario, registry: Registry) -> Iterator[Block]:
    yield Paragraph(
        (
            "Of what a session of good play meets on average, this much has the cohort "
            "met the like of; in brackets, how many different ones. Good play knows "
            "everything here; its figures are exact.",
        ),
        "quiet",
    )
    yield Facts(
        (
            ("how moments look", ((covered(found.looks),),)),
            ("what is seen and heard", ((covered(found.cues),),)),
            ("techniques", ((covered(found.techniques),),)),
        )
    )
    if found.unused:
        names = ", ".join(technique(registry, each.what) for each in found.unused)
        yield Paragraph((Quiet("Good play uses, and nobody has: "), names))
    if found.unpractised:
        yield _unpractised(found, registry)
    if found.unheard:
        lines = tuple(
            (each.what, Quiet(f" ({_often(each.likely)})")) for each in found.unheard
        )
        yield Fold(("Never seen or heard",), (Bullets(lines),))


def _unpractised(found: Scenario, registry: Registry) -> Table:
    rows: list[tuple[Line, ...]] = [
        (
            (", ".join(each.look),),
            (_often(each.likely),),
            (f"{100 * each.stake:.1f}",),
            (_uses(each, registry),),
        )
        for each in found.unpractised
    ]
    return Table(
        "It matters what is chosen here, and nobody has been here. At stake: "
        "percentage points that choosing at random would give away.",
        ("how it looks", "good play meets it", "at stake", "good play then uses"),
        tuple(rows),
        frozenset({2}),
    )


def _uses(each: Unpractised, registry: Registry) -> str:
    return ", ".join(technique(registry, id_) for id_ in each.uses[:2])


def _often(likely: float) -> str:
    """Tell how often something is met."""
    if likely >= 1:
        return f"{likely:.1f} times a session"
    return f"in about one session of {1 / likely:.0f}"
