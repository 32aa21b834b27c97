"""The actor's card as a document, in the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import (
    Block,
    Document,
    Inline,
    Line,
    Panel,
    Paragraph,
    Quiet,
    Quote,
    Said,
    Section,
    Strong,
    Table,
    bullets,
    facts,
    prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.cards.actor import ActorCard
    from scenario_engine.debrief.cards.moves import Move


def actor_sheet(card: ActorCard) -> Document:
    """Return the card as a document."""
    return Document(card.title, "For the actor", tuple(_blocks(card)))


def _blocks(card: ActorCard) -> Iterator[Block]:
    name = (Strong(card.name), ": ") if card.name else ()
    role = card.role[:1].lower() + card.role[1:]
    yield Paragraph(("You are ", *name, role, "."), "lead")
    yield Panel("Stopping", "grave", (Paragraph(_stopping(card)),))
    if card.content_note.strip():
        yield Section("Content note", prose(card.content_note))
    yield Section("How you begin", tuple(_beginning(card)))
    if card.situation.strip():
        yield Section("What happened before", prose(card.situation))
    if card.need.strip():
        yield Section("What is behind it", prose(card.need))
    if card.notes.strip():
        yield Section("How you play it", prose(card.notes))
    yield Section("What moves you down", tuple(_down(card)), begins_page=True)
    yield Section("What moves you up", tuple(_up(card)))
    if card.accepts:
        yield Section("What you take as a good end", (bullets(card.accepts),))
    yield Section("Your levels", (_ladder(card),))
    yield Section("How it can end", (bullets(card.endings),))
    yield Section("Afterwards", (Paragraph((_LEAVING,)), *prose(card.aftercare)))


def _stopping(card: ActorCard) -> Line:
    return (
        "When anybody says ",
        Strong(f"“{card.stop_word}”"),
        ", you stop at once, whatever is being said, and you are yourself again. You "
        "may say it too. Nobody is touched.",
    )


def _beginning(card: ActorCard) -> Iterator[Block]:
    yield Paragraph(("You say:",))
    yield Quote(card.opening)
    top = len(card.rungs) - 1
    level = card.rungs[card.start].label
    yield facts(
        {
            "your level": f"{level}, {card.start} of {top}",
            "your limit": f"{card.rungs[top].label}, {top}: never beyond it",
        }
    )


def _down(card: ActorCard) -> Iterator[Block]:
    if card.calming:
        yield bullets(card.calming)
    if card.down:
        yield Paragraph(
            (
                "When a trainee does one of these, and does it well, come down a "
                "level; sometimes not at once.",
            )
        )
        yield _moved("What calms you", card.down)


def _up(card: ActorCard) -> Iterator[Block]:
    if card.red_lines:
        lines: tuple[Block, ...] = (bullets(card.red_lines),)
        yield Panel("Red lines: nobody may do this to you", "grave", lines)
    if card.up:
        yield Paragraph(
            (
                "When a trainee does one of these, go up a level. What is meant well "
                "and comes out badly can do the same.",
            )
        )
        yield _moved("What upsets you more", card.up)
    if card.disturbances:
        yield Paragraph(("What can upset you by itself:",))
        rows: tuple[tuple[Line, ...], ...] = tuple(
            ((each.cue or "It works in you.",), (each.resolved_by,))
            for each in card.disturbances
        )
        yield Table("By itself", ("what happens", "what ends it"), rows)


def _moved(caption: str, found: tuple[Move, ...]) -> Table:
    rows: list[tuple[Line, ...]] = [
        (
            (Said(move.line), Quiet(f" ({move.technique})")),
            tuple(_shows(move)),
        )
        for move in found
    ]
    return Table(caption, ("the trainee", "how it shows in you"), tuple(rows))


def _shows(move: Move) -> Iterator[Inline]:
    for at, cue in enumerate(move.shows):
        yield f"{' Or: ' if at else ''}{cue}"
    if move.has_its_time:
        yield Quiet(" At another moment it does the opposite.")


def _ladder(card: ActorCard) -> Table:
    rows: list[tuple[Line, ...]] = []
    for level, rung in reversed(list(enumerate(card.rungs))):
        said: list[Inline] = []
        for at, line in enumerate(rung.says):
            said += [" " if at else "", Said(line)]
        rows.append(((f"{level} {rung.label}",), ("; ".join(rung.looks),), tuple(said)))
    head = ("level", "how you look and sound", "what you may say")
    return Table("From the highest to calm", head, tuple(rows))


_LEAVING = (
    "You leave the role before anybody talks about it: say your own name, and say how "
    "you are. Then tell the trainee what you felt when they said what they said, as "
    "“I”, and not whether it was right."
)
