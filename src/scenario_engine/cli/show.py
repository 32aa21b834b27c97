"""
Show a scenario: to authors and instructors with what is hidden, or to a trainee.

What a trainee must not know (who somebody really is, what an intervention is for, what
ends the scene) is left out with --trainee.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.cli import portrait
from scenario_engine.cli.blocks import GAP, Heading, Paragraph, entries
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.refusal import FINE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen

    Data = Mapping[str, Any]
    Item = tuple[str, str]

NAME = "show"
SUMMARY = "show a scenario, for authors and instructors (or with --trainee)"

_FOR_AUTHORS = (
    "For authors and instructors: this tells what a trainee is not meant to know. "
    "With --trainee that is left out."
)
_HIDDEN = ("situation", "need", "traits", "calming", "red_lines", "accepts", "notes")


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenario", metavar="ID", help="the scenario")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument(
        "--trainee",
        action="store_true",
        help="only what a trainee may know before playing",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Show one scenario."""
    registry = open_packs(arguments)
    portray = portrait.for_trainee if arguments.trainee else portrait.for_author
    known = portray(registry, arguments.scenario)
    if arguments.json:
        screen.give(known)
        return FINE
    screen.show(Heading(f"{known['title']} ({known['id']})"))
    if not arguments.trainee:
        screen.show(Paragraph(_FOR_AUTHORS, "quiet"), GAP)
    screen.show(*_shown(known))
    return FINE


def _shown(known: Data) -> Iterator[Block]:
    if known["content_note"]:
        yield Paragraph(f"Content note: {known['content_note']}")
        yield GAP
    yield Paragraph(known["setting"])
    yield GAP
    yield entries(
        {
            "turns": f"at most {known['turns']}",
            "pack": ", adapted by ".join([known["pack"], *known["adapted_by"]]),
            "jurisdiction": known["jurisdiction"],
        }
    )
    for title, items in _sections(known):
        found = list(items)
        if found:
            yield GAP
            yield Heading(title, rank=2)
            yield entries(found)
    for title, key in (("Before", "prebrief"), ("Afterwards", "aftercare")):
        if known[key]:
            yield GAP
            yield Heading(title, rank=2)
            yield Paragraph(known[key], indent=2)


def _sections(known: Data) -> Iterator[tuple[str, Iterator[Item]]]:
    yield "Participants", map(_participant, known["participants"])
    yield "Objectives", map(_objective, known["objectives"])
    yield "Interventions", map(_intervention, known["interventions"])
    yield "Rules of the house", map(_rule, known["policies"])
    yield "Variables", map(_variable, known["variables"])
    yield "Endings", map(_ending, known.get("endings", ()))
    yield "Never, however it is played", map(_promise, known.get("never", ()))
    yield "Evidence of the chances", map(_evidence, known.get("evidence", ()))
    yield "As live role play", _facilitation(known.get("facilitation", {}))


def _participant(known: Data) -> Item:
    levels = (_level(number, each) for number, each in enumerate(known["levels"]))
    personas = (_persona(each) for each in known.get("personas", ()))
    opening = f"begins: {known['opening']}" if known.get("opening") else ""
    return known["id"], _lines(known["role"], *levels, *personas, opening)


def _level(number: int, known: Data) -> str:
    heard = [f"“{line}”" for line in known["voice"]]
    return f"level {number}, {known['label']}: " + "; ".join([*known["cues"], *heard])


def _persona(known: Data) -> str:
    hidden = (f"  {key}: {_value(known[key])}" for key in _HIDDEN if known[key])
    return _lines(f"hidden: {known['id']}, with {known['chance']:g}", *hidden)


def _objective(known: Data) -> Item:
    return known["id"], _lines(known["text"], _facts(known, "techniques"))


def _intervention(known: Data) -> Item:
    said = (f"“{line}”" for line in known["lines"])
    facts = _facts(known, "technique", "anti_technique", "to", "minutes", "available")
    marked = _facts(known, "good_practice")
    return known["id"], _lines(*said, facts, marked)


def _rule(known: Data) -> Item:
    facts = _facts(known, "pattern", "source", "jurisdiction")
    return known["id"], _lines(known["text"], facts)


def _promise(known: Data) -> Item:
    return known["id"], known["text"]


def _variable(known: Data) -> Item:
    low, high = known["range"]
    facts = [f"{low} to {high}", *_starts(known.get("start", {}))]
    if "visible" in known:
        facts.append("visible" if known["visible"] else "hidden")
    return known["name"], _lines(known["meaning"], "; ".join(facts))


def _starts(chances: Mapping[str, float]) -> Iterator[str]:
    """Say where a variable starts, with chances where that is not certain."""
    drawn = (f"{value} (with {chance:g})" for value, chance in chances.items())
    values = drawn if len(chances) > 1 else iter(chances)
    if chances:
        yield "starts at " + " or ".join(values)


def _ending(known: Data) -> Item:
    return known["id"], _lines(known["text"], _facts(known, "kind", "when"))


def _evidence(known: Data) -> Item:
    return known["key"], f"{known['chances']}  {known['title']}".rstrip()


def _facilitation(known: Data) -> Iterator[Item]:
    if known and (known["timing"] or known["debrief"]):
        yield "timing", known["timing"]
        yield "stop word", known["stop_word"]
        yield "questions", _lines(*known["debrief"])


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _facts(known: Data, *keys: str) -> str:
    """Say what is known under *keys*, where something is."""
    given = ((key.replace("_", " "), known.get(key)) for key in keys)
    return "; ".join(f"{key}: {_value(v)}" for key, v in given if v not in (None, ""))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} ({number:g})" for key, number in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
