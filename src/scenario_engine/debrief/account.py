"""An account of an episode: what choices gave away, and what chance gave and took."""

from __future__ import annotations

import attrs

from scenario_engine.analysis.values import Status


@attrs.frozen
class Booked:
    """
    One turn in an account.

    Attributes:
        choice: What was chosen.
        value: What it was worth: the chance of the goal after it, on average.
        best: What the best choice was worth.
        choices: The ids of the best choices.
        regret: What the choice gave away: ``best - value``; never negative.
        luck: What chance then added or took.
        unbooked: The part of *luck* that is no chance: where values are bounded,
            looking a turn further ahead finds a little more than was known before.
            ``luck - unbooked`` has mean zero. 0 where values are exact.
    """

    choice: str
    value: float
    best: float
    choices: tuple[str, ...]
    regret: float
    luck: float
    unbooked: float = 0.0


@attrs.frozen
class Account:
    """
    Where the result of an episode came from.

    ``result - start`` is the sum of luck less the sum of regret.

    Attributes:
        start: What the episode was worth when it began.
        result: 1 where it ended with the goal, else 0; where it was stopped, what it
            was worth then.
        turns: Its turns.
        status: How far to trust the values.
        method: How they were found.
    """

    start: float
    result: float
    turns: tuple[Booked, ...]
    status: Status
    method: str

    @property
    def luck(self) -> float:
        """What chance added or took, in all."""
        return sum(turn.luck for turn in self.turns)

    @property
    def regret(self) -> float:
        """What choices gave away, in all."""
        return sum(turn.regret for turn in self.turns)
