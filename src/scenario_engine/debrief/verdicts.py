"""
What a choice was: words, and the thresholds between them.

A word follows from the fair regret, in chance of the goal given away: 0.05 is five
percentage points. Nothing else is marked, and nothing where no choice could have made a
difference of that size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.review import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.analysis.advice import Advice

TOLERANCE = 0.005
"""
How much less a choice may be worth and still be as good as the best one.

Half a percentage point: more than fair values of the shipped scenarios can be off where
they are bounded, and less than anybody could notice in practice.
"""

SLIP, MISTAKE, GRAVE = 0.05, 0.10, 0.15
"""
From which fair regret on a choice is a slip, a mistake, a grave mistake.

An assumption of ours: no study says how much of a chance a trainee should be told
about. The steps are those at which Lichess, which reviews chess games by chances of
winning, speaks of an inaccuracy, a mistake and a blunder.

Source:
    ``Advice.scala`` of lichess-org/lila: 0.1, 0.2 and 0.3 on a scale from -1 to 1.
"""

MATTERED = SLIP
"""
How far the offered choices must be apart, in fair value, for a choice to have mattered.

Below it not even the worst choice would have been a slip.
"""

TURNING = SLIP
"""By how much a turn must change the fair value to be called the turning point."""

THRESHOLDS: Mapping[Verdict, float] = {
    Verdict.BEST: 0.0,
    Verdict.SOUND: TOLERANCE,
    Verdict.SLIP: SLIP,
    Verdict.MISTAKE: MISTAKE,
    Verdict.GRAVE: GRAVE,
}
"""For each word, the least fair regret that it is used for."""

MARKED = frozenset({Verdict.SLIP, Verdict.MISTAKE, Verdict.GRAVE})
"""Words that say that something was given away."""


def verdict(advice: Advice, choice: str, *, is_good_practice: bool = False) -> Verdict:
    """
    Return what *choice* was.

    A choice that may be the best one, for all that is known, is. A choice that an
    expert marked as good practice is sound, unless it is a mistake.

    Args:
        advice: What could be known.
        choice: What was chosen.
        is_good_practice: Whether an expert marked it as good practice there.
    """
    if not mattered(advice):
        return Verdict.FREE
    regret = advice.regret(choice)
    if choice in advice.best or regret <= TOLERANCE:
        return Verdict.BEST
    if is_good_practice and regret < MISTAKE:
        return Verdict.SOUND
    worst_first = reversed(list(THRESHOLDS.items()))
    return next(word for word, least in worst_first if regret >= least)


def mattered(advice: Advice) -> bool:
    """Tell whether it made a difference what was chosen."""
    worths = [choice.value.lower for choice in advice.choices]
    return max(worths) - min(worths) >= MATTERED


def is_as_good(advice: Advice, choice: str) -> bool:
    """Tell whether no other choice is known to be worth more, within tolerance."""
    return choice in advice.best or advice.regret(choice) <= TOLERANCE
