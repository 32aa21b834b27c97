"""The facilitator's card as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import (
    Block,
    Bullets,
    Document,
    Inline,
    Line,
    Mark,
    Panel,
    Paragraph,
    Quiet,
    Said,
    Section,
    Strong,
    Table,
    bullets,
    facts,
    prose,
)
from scenario_engine.debrief.documents.words import ENDINGS, chance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.cards.guide import (
        FacilitatorCard,
        Hidden,
        Rule,
        Timing,
    )


def facilitator_sheet(card: FacilitatorCard) -> Document:
    """Return the card as a document."""
    return Document(card.title, "For the facilitator", tuple(_blocks(card)))


def _blocks(card: FacilitatorCard) -> Iterator[Block]:
    yield Paragraph(
        ("For whoever leads it. It tells what a trainee is not meant to know.",), "lead"
    )
    yield from _before(card)
    yield from _aims(card)
    yield from _behind(card)
    yield from _during(card)
    yield from _after(card)


def _before(card: FacilitatorCard) -> Iterator[Block]:
    yield Panel("Say to everybody before you begin", "grave", tuple(_saying(card)))
    yield Section("Time", tuple(_time(card.timing)))
    yield Section("Where it is", prose(card.setting))


def _time(timing: Timing) -> Iterator[Block]:
    """Yield the author's plan, or else a usual one."""
    limit = f"at most {timing.turns} exchanges"
    if timing.told.strip():
        yield from prose(timing.told)
        yield Paragraph((f"On the screen the scene has {limit}.",), "quiet")
        return
    yield facts(
        {
            "briefing": f"{timing.briefing} minutes",
            "scene": f"about {timing.play} minutes; {limit}",
            "debrief": f"{timing.debrief} minutes",
        }
    )
    yield Paragraph(
        ("A usual plan. Nothing hangs on it: stop earlier than you meant to.",), "quiet"
    )


def _saying(card: FacilitatorCard) -> Iterator[Block]:
    yield Paragraph(
        (
            "When anybody says ",
            Strong(f"“{card.stop_word}”"),
            ", everybody stops at once. Anybody may say it, and nobody is asked why. "
            "Nobody is touched.",
        )
    )
    yield from prose(card.content_note)
    yield from prose(card.prebrief)


def _aims(card: FacilitatorCard) -> Iterator[Block]:
    if card.aims:
        lines: list[Line] = [
            (aim.text, Quiet(f" ({', '.join(aim.techniques)})")) for aim in card.aims
        ]
        yield Section("What it is meant to teach", (Bullets(tuple(lines)),))
    if card.rules:
        rows: list[tuple[Line, ...]] = [
            (
                (rule.text,),
                (rule.pattern,),
                tuple(_whence(rule)),
            )
            for rule in card.rules
        ]
        head = ("the rule", "as the scenario watches it", "where it comes from")
        yield Section(
            "Rules of the house",
            (Table("Rules in force", head, tuple(rows)), *_applies(card)),
        )


def _whence(rule: Rule) -> Iterator[Inline]:
    yield rule.source
    if rule.jurisdiction:
        yield Quiet(f" ({rule.jurisdiction})")


def _applies(card: FacilitatorCard) -> Iterator[Block]:
    if card.jurisdiction:
        yield Paragraph((f"Where they apply: {card.jurisdiction}.",), "quiet")


def _behind(card: FacilitatorCard) -> Iterator[Block]:
    blocks: list[Block] = [
        Section(_who(each), tuple(_person(each))) for each in card.hidden
    ]
    if card.kept:
        rows: list[tuple[Line, ...]] = [
            ((each.name,), (each.meaning,), (f"{each.low} to {each.high}",))
            for each in card.kept
        ]
        head = ("what", "what it stands for", "range")
        blocks.append(Table("What else is not to be seen", head, tuple(rows)))
    yield Section("What is hidden from the trainee", tuple(blocks), begins_page=True)


def _who(hidden: Hidden) -> str:
    known = ", ".join(filter(None, (hidden.name, hidden.persona)))
    return f"{hidden.participant}: {known}"


def _person(hidden: Hidden) -> Iterator[Block]:
    if hidden.chance < 1:
        yield Paragraph(
            (
                f"One of several whom it can be, with {chance(hidden.chance)}. Draw "
                "who it is, and give the actor that card alone.",
            )
        )
    yield from prose(hidden.situation)
    yield facts({"needs": hidden.need, "accepts": "; ".join(hidden.accepts)})


def _during(card: FacilitatorCard) -> Iterator[Block]:
    if card.injects:
        rows: list[tuple[Line, ...]] = [
            ((each.cue,), (each.resolved_by,)) for each in card.injects
        ]
        yield Section(
            "What can happen in between",
            (
                Table(
                    "To bring in where the scene needs it",
                    ("what happens", "what ends it"),
                    tuple(rows),
                ),
            ),
        )
    yield Section("What to listen for", tuple(_listening(card)))
    yield Section("How it can end", (Bullets(tuple(_endings(card))),))
    if card.never:
        yield Section("Never, however it is played", (bullets(card.never),))


def _listening(card: FacilitatorCard) -> Iterator[Block]:
    for caption, is_habit in (
        ("What helps, at its time", False),
        ("Habits that escalate", True),
    ):
        rows: list[tuple[Line, ...]] = [
            (
                (move.technique,),
                (Said(move.line),),
                (f"{move.why} ", Quiet(move.reflect)),
            )
            for move in card.moves
            if move.is_habit is is_habit
        ]
        if rows:
            yield Table(
                caption,
                ("technique", "how it may sound", "why, and what to ask"),
                tuple(rows),
            )


def _endings(card: FacilitatorCard) -> Iterator[Line]:
    for each in card.endings:
        word, tone = ENDINGS[each.kind]
        yield (Mark(word, tone), f": {each.text} ", Quiet(f"({each.when})"))


def _after(card: FacilitatorCard) -> Iterator[Block]:
    asked: list[Block] = [bullets(card.questions)]
    yield Section("Questions for afterwards", tuple(asked), begins_page=True)
    if card.scores:
        lines: list[Line] = [
            (item, Quiet(f" ({instrument})")) for instrument, item in card.scores
        ]
        yield Section("What is scored", (Bullets(tuple(lines)),))
    if card.aftercare.strip():
        yield Section("Say at the end", prose(card.aftercare))
