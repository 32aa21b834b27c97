"""Figures of a cohort in words, for a terminal and for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.attempts import FEWEST_PLAYERS, PLAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.debrief.cohort.coverage import Covered
    from scenario_engine.debrief.cohort.estimates import Estimate
    from scenario_engine.debrief.cohort.profile import Profile, Tally

TOO_FEW = "too few"
"""What is told instead of a figure that rests on too little."""


def over(profile: Profile, players: int) -> str:
    """Say whom intervals are about."""
    if profile.over == PLAYERS:
        return "Intervals of means are over trainees: they are about others like these."
    these = "this one" if players == 1 else f"these {players}"
    return (
        "Intervals of means are over sessions, for there are fewer than "
        f"{FEWEST_PLAYERS} trainees: they are about more sessions of {these}, and of "
        "nobody else."
    )


def points(estimate: Estimate | None) -> str:
    """Tell an estimate in percentage points: ``1.3 (0.0 to 3.2)``."""
    if estimate is None:
        return TOO_FEW
    value, low, high = (
        _signless(100 * each) for each in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def share(tally: Tally) -> str:
    """Tell a share with its interval: ``92% (82 to 97)``; of few, how many."""
    if not tally.among:
        return "-"
    if tally.share is None:
        return f"{tally.count} of {tally.among}"
    low, high = 100 * tally.share.low, 100 * tally.share.high
    return f"{tally.share.value:.0%} ({low:.0f} to {high:.0f})"


def part(tally: Tally) -> str:
    """Tell how many there are of how many: ``51 of 150``."""
    return f"{tally.count} of {tally.among}" if tally.among else "-"


def covered(found: Covered | None) -> str:
    """Tell how much has been met: ``92% (68 of 178)``."""
    if found is None:
        return "-"
    return f"{found.share:.0%} ({found.met} of {found.known})"


def command(scenario: str, seed: int, episode: int) -> tuple[str, ...]:
    """Return the words of the command that plays an episode."""
    return ("play", scenario, "--seed", str(seed), "--episode", str(episode))


def cast(personas: Mapping[str, str]) -> str:
    """Tell who plays whom; empty where nobody was cast."""
    return ", ".join(f"{who}: {persona}" for who, persona in personas.items())


def _signless(value: float) -> str:
    """Tell a number to one place, and nothing as 0.0 without a sign."""
    told = f"{value:.1f}"
    return "0.0" if told == "-0.0" else told
