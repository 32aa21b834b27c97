"""The program: finite integer variables and guarded, probabilistic commands."""

from __future__ import annotations

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.program.commands import (
    ALWAYS,
    GOAL,
    HARM,
    NEUTRAL,
    Action,
    Case,
    Chance,
    Change,
    Ending,
    Monitor,
    Never,
    Origin,
    Outcome,
    Reason,
    Reward,
    Stage,
    Update,
    Watch,
)

__all__ = [
    "ALWAYS",
    "FORMAT",
    "GOAL",
    "HARM",
    "NEUTRAL",
    "ORGANISATION",
    "SCENE",
    "TRAINEE",
    "Action",
    "Case",
    "Chance",
    "Change",
    "Ending",
    "Monitor",
    "Never",
    "Objective",
    "Origin",
    "Outcome",
    "Participant",
    "Program",
    "Reason",
    "Reward",
    "Stage",
    "Start",
    "Update",
    "Variable",
    "Watch",
]

FORMAT = 1
"""Version of the program's saved form."""

SCENE, TRAINEE, ORGANISATION = "scene", "trainee", "organisation"
"""Owners of variables that belong to no participant."""


@attrs.frozen
class Variable:
    """
    A bounded whole number.

    Attributes:
        name: ``daughter.escalation``, ``composure``, ``heard``.
        low, high: Its range; changes saturate at it.
        owner: A participant's id, or ``scene``, ``trainee``, ``organisation``.
        visible: Whether the trainee can see it.
        standard: ``escalation``, ``trust``, ``composure``, ``persona``,
            ``policy``, or empty.
        meaning: What it stands for.
    """

    name: str
    low: int
    high: int
    owner: str = SCENE
    visible: bool = False
    standard: str = ""
    meaning: str = ""


@attrs.frozen
class Start:
    """
    One way to begin.

    Attributes:
        chance: Its chance, a constant.
        state: A value for each variable, in the program's order.
    """

    chance: Expression
    state: tuple[int, ...]


@attrs.frozen
class Participant:
    """
    How somebody in the scene appears; nothing here changes the dynamics.

    Attributes:
        id: The participant's name.
        role: Who the person is.
        ladder: Id of the ladder on which escalation is told.
        levels: A label for each level.
        cues: For each level, what can be seen or heard.
        voice: For each level, what the person may say.
    """

    id: str
    role: str
    ladder: str
    levels: tuple[str, ...]
    cues: tuple[tuple[str, ...], ...]
    voice: tuple[tuple[str, ...], ...]


@attrs.frozen
class Objective:
    """What the scenario is meant to teach, with the techniques it is about."""

    id: str
    text: str
    techniques: tuple[str, ...]


@attrs.frozen
class Program:
    """
    What a scenario lowers to: everything that runs or analyses reads this alone.

    Attributes:
        id: The scenario's id.
        pack: The pack it comes from.
        title, setting, content_note, prebrief, aftercare: For people.
        participants: Who is in the scene.
        variables: In the order of a state's values.
        starts: Ways to begin, with chances that sum to 1.
        actions: In the author's order.
        world: Stages after the action, in order.
        endings: In the order in which they are looked at.
        timeout: The ending at the turn limit; its guard always holds.
        horizon: The turn limit.
        monitors: The policies at work.
        objectives: What it is meant to teach.
        never: What must not happen, however it is played.
    """

    id: str
    pack: str
    title: str
    setting: str
    content_note: str
    prebrief: str
    aftercare: str
    participants: tuple[Participant, ...]
    variables: tuple[Variable, ...]
    starts: tuple[Start, ...]
    actions: tuple[Action, ...]
    world: tuple[Stage, ...]
    endings: tuple[Ending, ...]
    timeout: Ending
    horizon: int
    monitors: tuple[Monitor, ...]
    objectives: tuple[Objective, ...]
    never: tuple[Never, ...] = ()
    format: int = FORMAT
