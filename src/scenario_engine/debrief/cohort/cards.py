"""The deck of mistakes as a part of a document: answers stay folded until tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import (
    Block,
    Bullets,
    Fold,
    Line,
    Panel,
    Paragraph,
    Quiet,
    Quote,
    Said,
    Section,
    Strong,
    prose,
)
from scenario_engine.debrief.documents.words import given_away, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scenario_engine.debrief.cohort.deck import Card


def cards(deck: Sequence[Card], settings: Mapping[str, str]) -> Iterator[Block]:
    """
    Yield the deck.

    Args:
        deck: The cards.
        settings: For the title of each scenario, where it plays.
    """
    if not deck:
        return
    told = (
        "The moments in which choices gave most away. Choose for yourself before you "
        "unfold the answer."
    )
    shown = (_card(number, card) for number, card in enumerate(deck, 1))
    yield Section(
        "A deck of mistakes",
        (Paragraph((told,), "quiet"), *_scenes(deck, settings), *shown),
        "deck",
        begins_page=True,
    )


def _scenes(deck: Sequence[Card], settings: Mapping[str, str]) -> Iterator[Block]:
    for title in dict.fromkeys(card.title for card in deck):
        if settings.get(title):
            yield Fold((f"Where “{title}” plays",), prose(settings[title]))


def _card(number: int, card: Card) -> Panel:
    calm = "" if card.composure is None else f"your own calm {card.composure}"
    scene = "; ".join(filter(None, (*card.scene, calm)))
    heard: list[Block] = [Paragraph((cue,)) for cue in card.heard]
    # An id tells more than a line does: it stands with the answer alone.
    choices: tuple[Line, ...] = tuple(
        (Said(each.line) if each.line else each.id,) for each in card.choices
    )
    return Panel(
        f"{number}. {card.title}, turn {card.turn} of {card.turns}",
        "plain",
        (
            *([Paragraph((scene,), "quiet")] if scene else []),
            *(Quote(text) for text in card.says),
            *heard,
            Paragraph((Strong("What do you say?"),)),
            Bullets(choices),
            Fold(("The answer",), tuple(_answer(card)), f"card-{number}"),
        ),
    )


def _choice(line: str, id_: str) -> Line:
    return (Said(line), Quiet(f" {id_}")) if line else (id_,)


def _answer(card: Card) -> Iterator[Block]:
    lines = {each.id: each.line for each in card.choices}
    for at, id_ in enumerate(card.better):
        label = "Best: " if not at else "As good: "
        yield Paragraph((Strong(label), *_choice(lines[id_], id_)))
        if not at and (card.technique or card.why):
            told = (f"{card.technique}: ", card.why) if card.why else (card.technique,)
            yield Paragraph(told)
    if card.reasons:
        yield Bullets(tuple((Quiet("for it: "), why) for why in card.reasons))
    times = "once" if card.times == 1 else f"{card.times} times"
    yield Paragraph(
        (
            Strong("Chosen: "),
            *_choice(lines[card.chosen], card.chosen),
            " ",
            verdict(card.verdict),
            f", gave away {given_away(card.cost)}"
            f"{' at most' if card.times > 1 else ''}; {times}.",
        )
    )
    if card.against:
        yield Bullets(tuple((Quiet("against it: "), why) for why in card.against))
