"""Verdicts, chances and endings in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import Line, Link, Mark, Quiet
from scenario_engine.debrief.review import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.debrief.review import Option
    from scenario_engine.packs import Registry

TONES: Mapping[Verdict, str] = {
    Verdict.BEST: "good",
    Verdict.SOUND: "fair",
    Verdict.SLIP: "poor",
    Verdict.MISTAKE: "poor",
    Verdict.GRAVE: "grave",
    Verdict.FREE: "plain",
    Verdict.NOT_EVALUABLE: "plain",
}
"""How each verdict is meant."""

ENDINGS: Mapping[str, tuple[str, str]] = {
    "goal": ("De-escalated", "good"),
    "harm": ("It ended in harm", "grave"),
    "neutral": ("Neither de-escalated nor harmed", "fair"),
    "": ("Stopped before the end", "plain"),
}
"""For each kind of ending, what is told of it, and how it is meant."""

NOT_A_TEST = (
    "The chances in a scenario are assumptions. What follows is about choices in this "
    "scenario: it predicts nothing about real people, and it is no test of whoever "
    "played."
)
"""What every debrief says of itself."""

_FEW = 0.005


def verdict(given: Verdict) -> Mark:
    """Return the mark of a verdict."""
    return Mark(given.value, TONES[given])


def chance(value: float) -> str:
    """Tell a chance, in whole per cent; near both ends it says that it is near."""
    if 0 < value < _FEW:
        return "under 1%"
    if 1 - _FEW < value < 1:
        return "over 99%"
    return f"{value:.0%}"


def change(value: float) -> str:
    """Tell a difference of two chances, in percentage points, with its sign."""
    points = round(100 * value, 1)
    if points == 0:
        return "0"
    whole = f"{abs(points):.1f}".removesuffix(".0")
    return f"+{whole}" if points > 0 else f"\u2212{whole}"


def given_away(regret: float) -> str:
    """Tell how much a choice gave away."""
    points = f"{100 * max(regret, 0.0):.1f}".removesuffix(".0")
    unit = "percentage point" if points == "1" else "percentage points"
    return f"{points} {unit}"


def counted(number: int, what: str) -> str:
    """Tell how many there are."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def technique(registry: Registry, id_: str) -> str:
    """Return the name of a technique, or its id where no pack has it."""
    known = registry.library.techniques.get(id_)
    return known.name if known else id_


def spoken(option: Option) -> str:
    """Return what is said, or the id where there is no line."""
    return option.line or option.id


def reason(found: Reason) -> Line:
    """Tell a reason that was at work, which way, and what showed it."""
    way = "for it: " if found.helps else "against it: "
    return (Quiet(way), found.why, *_shown(found))


def _shown(found: Reason) -> Line:
    if not found.was_known:
        return (Quiet(" (this could not be known then)"),)
    if not found.shown or found.since is None:
        return ()
    when = f"turn {found.since}" if found.since else "the start"
    return (Quiet(f" (it showed in {when}: "), found.shown[-1], Quiet(")"))


def source(registry: Registry, title: str) -> Link:
    """Return the title of a source, as a link where its address is known."""
    for known in registry.library.references.values():
        if known.title == title:
            return Link(title, known.address)
    return Link(title, "")
