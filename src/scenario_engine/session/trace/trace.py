"""A trace: what was chosen and seen in an episode, moment by moment."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from scenario_engine.program.trainee import Trainee

KIND = "scenario_engine trace"
FORMAT = 1
"""Version of the form that is written now, and the newest one that is read."""


@attrs.frozen
class Dice:
    """
    What the dice of an episode were keyed with.

    Attributes:
        seed, episode: As for `Session.begin`.
    """

    seed: int
    episode: int


@attrs.frozen
class Offer:
    """
    Something that could be chosen.

    Attributes:
        id: The intervention's id.
    """

    id: str


@attrs.frozen
class Seen:
    """
    What the trainee saw and heard; it stands for a live session's observation.

    Attributes:
        visible: The visible variables with their values.
        choices: What could be chosen; empty at the end.
        cues: What was seen and heard in the turn that led here.
        ending: What was told at the end; empty while it went on.
    """

    visible: Mapping[str, int]
    choices: tuple[Offer, ...]
    cues: tuple[str, ...]
    ending: str


@attrs.frozen
class Moment:
    """
    The start of an episode, or where a turn of it ended.

    Attributes:
        choice: The choice that led here; empty at the start.
        observation: What the trainee then saw.
        state: The value of every variable, hidden ones too; None where it was not
            recorded.
        good: Whether the delivery was good; None where that made no difference, or
            was not recorded.
    """

    choice: str
    observation: Seen
    state: Mapping[str, int] | None = None
    good: bool | None = None


@attrs.frozen
class Trace:
    """
    The record of an episode, up to its end or to where it was stopped.

    Attributes:
        scenario, pack: Ids.
        digest: Content digest of the program that was played.
        trainee: Whose skill decided how actions were delivered.
        moments: The start, then one for each turn.
        ending: Id of the ending; empty where it was stopped before.
        dice: What the dice were keyed with; None where they were somebody else's.
        personas: For participants that were cast, the persona that each was.
        player: Who played, in the words of whoever recorded it; may be empty.
        strategy: How was chosen, where a strategy played; may be empty.
    """

    scenario: str
    pack: str
    digest: str
    trainee: Trainee
    moments: tuple[Moment, ...]
    ending: str
    dice: Dice | None = None
    personas: Mapping[str, str] = attrs.field(factory=dict)
    player: str = ""
    strategy: str = ""

    @property
    def turns(self) -> int:
        """How many turns were played."""
        return len(self.moments) - 1

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that were taken, in order."""
        return tuple(moment.choice for moment in self.moments[1:])
