"""A scripted novice: somebody who means well, and has habits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.session import Choice, Session

HABITS = (
    "apologise",
    "explain-reason",
    "active-listening",
    "policy-wall",
    "validate",
    "argue-facts",
    "minimise",
    "inform-wait",
    "offer-choices",
    "command-calm",
    "own-part",
    "agree-point",
    "problem-solve",
    "set-limit",
    "self-breathe",
    "call-help-exit",
)
"""Techniques, and habits that are none, in the order in which they come to mind."""


def play(session: Session) -> Iterator[Session]:
    """Yield the session after each turn that the novice takes, to the end."""
    while session.ending is None:
        session = session.step(choose(session))
        yield session


def choose(session: Session) -> str:
    """
    Return what the novice does now.

    Whatever has been done least often comes first, then what comes to mind first,
    then what the author wrote first.
    """
    taken = session.taken

    def preference(choice: Choice) -> tuple[int, int]:
        return taken.count(choice.id), _position(choice.technique)

    return min(session.choices, key=preference).id


def _position(technique: str) -> int:
    return HABITS.index(technique) if technique in HABITS else len(HABITS)
