"""What to take along from an episode, as a part of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import (
    Beside,
    Block,
    Bullets,
    Inline,
    Link,
    Panel,
    Paragraph,
    Quiet,
    Quote,
    Said,
    Section,
    prose,
)
from scenario_engine.debrief.documents.turning import at_work
from scenario_engine.debrief.documents.words import reason, source, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.review import Option, Remark, Review, Reviewed
    from scenario_engine.packs import Registry


def to_take_along(review: Review, registry: Registry) -> Iterator[Block]:
    """Yield one thing to keep and one to try next time, where there are such."""
    turns = {turn.number: turn for turn in review.turns}
    panels = []
    for remark, title, tone in (
        (review.keep, "One thing to keep", "good"),
        (review.next_time, "One thing to try next time", "fair"),
    ):
        if remark is not None and remark.turn in turns:
            blocks = tuple(_remark(remark, turns, registry))
            panels.append(Panel(title, tone, blocks))
    if panels:
        yield Section("To take along", (Beside(tuple(panels)),), "take-along")


def _remark(
    remark: Remark, turns: dict[int, Reviewed], registry: Registry
) -> Iterator[Block]:
    turn = turns[remark.turn]
    there = Link(f"Turn {turn.number}", f"#turn-{turn.number}")
    option = next((o for o in turn.options if o.id == remark.option), None)
    yield Paragraph((there, ". What could be seen and heard just before:"))
    yield from _before(turn, turns.get(turn.number - 1))
    if remark.option != turn.choice:
        yield Paragraph((Quiet("You chose: "), Said(spoken(turn.chosen))))
        yield from _reasons(turn.chosen, helps=False)
    if option is not None:
        lead = "You chose: " if remark.option == turn.choice else "Worth trying: "
        yield Paragraph(
            (Quiet(lead), Said(spoken(option)), Quiet(f" ({remark.technique})"))
        )
        yield from _reasons(option, helps=True)
    yield from prose(remark.why)
    yield from prose(remark.led_to)
    if remark.reflect:
        yield Paragraph((Quiet("To think about: "), remark.reflect))
    if remark.source:
        line: list[Inline] = [Quiet("Read on: ")]
        for number, title in enumerate(remark.source):
            line += ["; " if number else "", source(registry, title)]
        yield Paragraph(tuple(line), "quiet")


def _before(turn: Reviewed, last: Reviewed | None) -> Iterator[Block]:
    """Yield what the persona said before a choice, or else what could be seen."""
    said = [(person, line) for person, line in turn.before.voice.items() if line]
    if last is not None and last.cues:
        yield Quote(last.cues[-1], is_said=False)
    for person, line in said:
        label = turn.before.labels.get(person, "")
        yield Quote(line, ", ".join(filter(None, (person, label.lower()))))
    if not said and not (last and last.cues):
        for person, label in turn.before.labels.items():
            yield Quote(f"{person}: {label}", is_said=False)


def _reasons(option: Option, *, helps: bool) -> Iterator[Block]:
    """Yield what spoke for an option, or against it."""
    found = [each for each in at_work(option) if each.helps is helps]
    if found:
        yield Bullets(tuple(map(reason, found)))
