"""A cohort: who played what, each episode gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.review import Review, Reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_PLAYERS = 5
"""From so many players on, an interval tells of players like these."""

PLAYERS, SESSIONS = "players", "sessions"
"""What intervals are over: what else could have been drawn instead."""


@attrs.frozen
class Refused:
    """
    A source that could not be used.

    Attributes:
        where: Which one.
        reason: Why, and what to do about it.
    """

    where: str
    reason: str


@attrs.frozen
class Attempt:
    """
    An episode of a player.

    Attributes:
        player: Who played.
        number: Which of the player's episodes it is, from 1, in the order given.
        where: Where it came from.
        review: The episode, gone through.
    """

    player: str
    number: int
    where: str
    review: Review

    @property
    def scenario(self) -> str:
        """The scenario's id."""
        return self.review.trace.scenario

    @property
    def regret(self) -> float | None:
        """What its choices gave away together; None where that cannot be told."""
        return None if self.review.fair is None else self.review.fair.regret


@attrs.frozen
class Turn:
    """
    A turn of a cohort.

    Attributes:
        attempt: The episode that it belongs to.
        cluster: What it belongs to together with others, for intervals.
        reviewed: The turn, gone through.
    """

    attempt: Attempt
    cluster: str
    reviewed: Reviewed


@attrs.frozen
class Cohort:
    """
    Many episodes of many players.

    Attributes:
        attempts: The episodes, in the order given.
        refused: What could not be used.
    """

    attempts: tuple[Attempt, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def players(self) -> tuple[str, ...]:
        """Who played, in the order in which they first appear."""
        return tuple(dict.fromkeys(attempt.player for attempt in self.attempts))

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Ids of the scenarios that were played, in order."""
        return tuple(sorted({attempt.scenario for attempt in self.attempts}))

    @property
    def over(self) -> str:
        """
        What intervals are over.

        With enough players, players: turns of one player resemble each other, and the
        interval holds for others who are like these. With fewer, sessions: it holds
        for more sessions of the same players, and for nobody else.
        """
        return PLAYERS if len(self.players) >= FEWEST_PLAYERS else SESSIONS

    def of(self, player: str) -> tuple[Attempt, ...]:
        """Return the episodes of a player, in order."""
        return tuple(each for each in self.attempts if each.player == player)

    def turns(self) -> Iterator[Turn]:
        """Yield every turn, in order."""
        by_player = self.over == PLAYERS
        for number, attempt in enumerate(self.attempts):
            cluster = attempt.player if by_player else str(number)
            for reviewed in attempt.review.turns:
                yield Turn(attempt, cluster, reviewed)


def anonymous(cohort: Cohort) -> Cohort:
    """Return *cohort* with numbers for names, and without where episodes came from."""
    names = {
        player: f"trainee {number}" for number, player in enumerate(cohort.players, 1)
    }
    attempts = tuple(
        attrs.evolve(
            attempt,
            player=names[attempt.player],
            where="",
            review=attrs.evolve(
                attempt.review, trace=attrs.evolve(attempt.review.trace, player="")
            ),
        )
        for attempt in cohort.attempts
    )
    refused = tuple(attrs.evolve(each, where="") for each in cohort.refused)
    return Cohort(attempts, refused)
