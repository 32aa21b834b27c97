"""Asking for one of several choices, by its number or its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen


def ask(screen: Screen, ids: Sequence[str], *told: Block) -> str | None:
    """
    Ask until the answer is one of the choices; None to stop.

    Args:
        screen: Where to ask.
        ids: The ids of the choices, in the order of their numbers.
        told: What is shown to whoever asks for help; without it, there is none.
    """
    numbered = {str(number): id_ for number, id_ in enumerate(ids, 1)}
    numbered |= {id_: id_ for id_ in ids}
    else_ = "or ?, or q" if told else "or q"
    while True:
        try:
            answer = screen.ask("> ")
        except EOFError:
            return None
        if answer in {"q", "Q", "quit"}:
            return None
        if answer in numbered:
            return numbered[answer]
        if answer == "?" and told:
            screen.show(*told)
        else:
            wanted = f"Type a number from 1 to {len(ids)}, {else_}."
            screen.show(Paragraph(wanted, "bad"))
