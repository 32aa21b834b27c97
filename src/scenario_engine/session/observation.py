"""What happened in a turn, and what the trainee can see of the scene."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from scenario_engine.program.ir import Origin


@attrs.frozen
class Event:
    """
    Something that happened in a turn.

    Attributes:
        kind: ``response`` (to what the trainee did), ``world`` (by itself) or
            ``ending``.
        cue: What can be seen or heard of it; empty when nothing can.
        origin: Where in the pack it is written. For instructors: it can tell what
            the trainee is not meant to know.
        good: For a response, whether the delivery was good; None where delivery
            makes no difference. For instructors.
    """

    kind: str
    cue: str
    origin: Origin
    good: bool | None = None


@attrs.frozen
class Choice:
    """
    An intervention that the trainee can choose now.

    Attributes:
        id: Its id.
        technique: Id of its technique.
        lines: What can be said.
        addressee: The participant it is addressed to; empty for none.
        minutes: How long it takes.
    """

    id: str
    technique: str
    lines: tuple[str, ...]
    addressee: str
    minutes: int


@attrs.frozen
class Appearance:
    """
    How a participant appears to the trainee.

    Attributes:
        participant: The participant's name.
        level: Label of the escalation level; empty when it cannot be seen.
        cues: What can be seen or heard at this level.
        voice: Lines that the person may say at this level.
    """

    participant: str
    level: str
    cues: tuple[str, ...]
    voice: tuple[str, ...]


@attrs.frozen
class Observation:
    """
    What the trainee may see: nothing in it depends on hidden variables alone.

    Attributes:
        turn: How many turns have been played.
        turns_left: How many are left.
        visible: The visible variables with their values.
        scene: How each participant appears.
        choices: What can be chosen; empty at the end.
        cues: What was seen and heard in the last turn.
        ending: What is told at the end; empty while it goes on.
    """

    turn: int
    turns_left: int
    visible: Mapping[str, int]
    scene: tuple[Appearance, ...]
    choices: tuple[Choice, ...]
    cues: tuple[str, ...]
    ending: str
