"""Try a turn of an episode again: another choice, the same dice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli.asking import ask
from scenario_engine.cli.blocks import (
    GAP,
    Entries,
    Entry,
    Heading,
    Lines,
    Paragraph,
    entries,
)
from scenario_engine.cli.debriefing import bar, chart, happened, points, worth
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.refusal import FINE
from scenario_engine.cli.review import WORKING
from scenario_engine.cli.scene import KINDS
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.opening import open_trace
from scenario_engine.debrief.whatif import ADVISED, WAYS, retry, whatif
from scenario_engine.debrief.written import write_retry, write_what_if
from scenario_engine.vocabulary.fields import LONGEST_HORIZON

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.debrief.review import Review
    from scenario_engine.debrief.whatif import Retry, WhatIf

NAME = "whatif"
SUMMARY = "a turn of an episode again: another choice, the same dice"

_THEN = {
    "advised": "Instead, and then as could be advised",
    "same": "Instead, and then with the same later choices",
    "stop": "Instead, up to there",
}

_KEY = """\
The same dice decided both, so the difference is the choice's. But they fell only \
once: what a choice is worth on average stands beside it."""


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "trace", metavar="TRACE", type=Path, help="the episode, with its dice"
    )
    parser.add_argument(
        "--turn",
        metavar="N",
        type=whole(1, LONGEST_HORIZON),
        help="the turn (by default, the one in which most was given away)",
    )
    parser.add_argument(
        "--choose",
        metavar="ID",
        help="what is chosen instead (by default, it is asked for, and what choices "
        "are worth stays hidden until then)",
    )
    parser.add_argument(
        "--then",
        choices=WAYS,
        default=ADVISED,
        help="how it goes on: as could be advised, with the same later choices, or "
        "not at all (default %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Try one turn again."""
    registry = open_packs(arguments)
    trace = open_trace(arguments.trace, registry)
    knowing = Knowing(registry)
    if not arguments.json:
        screen.meanwhile(WORKING)
    choice, turn = arguments.choose, arguments.turn
    if choice is None or turn is None:
        again = retry(trace, knowing, turn)
        turn = again.turn
        if choice is None:
            if arguments.json:
                screen.give(write_retry(again))
                return FINE
            screen.show(*_asking(again))
            choice = _asked(again, screen)
            if choice is None:
                return FINE
    found = whatif(trace, turn, choice, knowing, arguments.then)
    if arguments.json:
        screen.give(write_what_if(found))
    else:
        screen.show(*_shown(found))
    return FINE


def _asking(again: Retry) -> Iterator[Block]:
    """Tell the turn as it was, and what can be chosen; nothing of what it is worth."""
    yield Heading(f"Turn {again.turn}, again")
    yield Entries(tuple(Entry("", cue) for cue in again.cues))
    yield entries(
        (who, f"{label}. “{line}”" if line else label)
        for who, label in again.before.labels.items()
        for line in [again.before.voice.get(who, "")]
    )
    yield GAP
    yield Entries(
        tuple(
            Entry(str(number), f"“{option.line}” ({option.id})")
            for number, option in enumerate(again.options, 1)
        )
    )


def _asked(again: Retry, screen: Screen) -> str | None:
    """Ask until the answer is one of the choices; None to stop."""
    choice = ask(screen, [option.id for option in again.options])
    if choice is not None:
        screen.show(GAP)
    return choice


def _shown(found: WhatIf) -> Iterator[Block]:
    yield Heading(f"What if, in turn {found.turn}")
    yield from _side("As it was", found.chosen.id, found.played, found)
    yield from _side("Instead", found.instead.id, found.other, found)
    yield Paragraph(_compared(found))
    yield GAP
    yield Heading("What could be chosen, and what it was worth", rank=2)
    yield Lines(_options(found))
    yield GAP
    yield Heading(_THEN[found.then], rank=2)
    yield Lines(chart(found.other))
    if found.note:
        yield Paragraph(f"It stopped there: {found.note}.")
    yield GAP
    yield entries(
        {"as it was": _end(found.played), "instead": _end(found.other)},
    )
    yield GAP
    yield Paragraph(_KEY, "quiet")


def _side(label: str, choice: str, review: Review, found: WhatIf) -> Iterator[Block]:
    """Tell what was said in the turn, and what followed."""
    turn = review.turns[found.turn - 1]
    option = next(each for each in turn.options if each.id == choice)
    yield Paragraph(f"{label}: “{option.line}” ({option.id}), {worth(option)}")
    yield happened(turn)
    after = review.gauges[found.turn].value
    if after is not None:
        yield Paragraph(f"After it: {after:.0%}.", indent=4)
    yield GAP


def _compared(found: WhatIf) -> str:
    if found.gain is None:
        return "What the two are worth cannot be evaluated."
    if found.chosen.id == found.instead.id:
        return "It is the same choice."
    if abs(found.gain) < 0.0005:
        return "On average the two are worth the same."
    more = "more" if found.gain > 0 else "less"
    return f"On average this is worth {points(found.gain)} {more}."


def _options(found: WhatIf) -> str:
    options = found.played.turns[found.turn - 1].options
    marks = {found.chosen.id: "as it was", found.instead.id: "instead"}
    widest = max(len(option.id) for option in options)
    return "\n".join(
        f"  {bar(option.value)}  {option.id:<{widest}}  {marks.get(option.id, '')}"
        for option in sorted(options, key=lambda each: -(each.value or 0.0))
    )


def _end(review: Review) -> str:
    if not review.ending:
        return "not at an end"
    return f"{review.told} ({review.trace.ending}: {KINDS[review.ending][0]})"
