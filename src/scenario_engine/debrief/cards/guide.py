"""What a facilitator's card holds."""

from __future__ import annotations

import attrs


@attrs.frozen
class Timing:
    """
    How long things take, in minutes.

    Attributes:
        briefing: Before the scene.
        play: The scene.
        debrief: After it.
        turns: Exchanges at most.
        told: What the author says of it; may be empty.
    """

    briefing: int
    play: int
    debrief: int
    turns: int
    told: str


@attrs.frozen
class Aim:
    """What the scenario is meant to teach, and by which techniques."""

    text: str
    techniques: tuple[str, ...]


@attrs.frozen
class Rule:
    """
    A rule of the house.

    Attributes:
        text: Its words.
        pattern: When it is broken, in words.
        source, jurisdiction: Where it comes from, and applies; may be empty.
    """

    text: str
    pattern: str
    source: str
    jurisdiction: str


@attrs.frozen
class Hidden:
    """
    Who a participant is, which a trainee is not told.

    Attributes:
        participant, persona: Ids.
        name, role: As people see them.
        chance: How often it is this persona.
        situation, need: What is behind it.
        accepts: What they take as a good end.
    """

    participant: str
    persona: str
    name: str
    role: str
    chance: float
    situation: str
    need: str
    accepts: tuple[str, ...]


@attrs.frozen
class Kept:
    """A quantity of the scene that a trainee does not see: name, meaning, range."""

    name: str
    meaning: str
    low: int
    high: int


@attrs.frozen
class Inject:
    """Something that can happen in between: what, and what puts an end to it."""

    cue: str
    resolved_by: str


@attrs.frozen
class Move:
    """
    Something that trainees can do.

    Attributes:
        technique: Its technique's name.
        line: How it may sound.
        why: What the author says of it.
        reflect: What the author asks about it.
        is_habit: Whether it is a habit that escalates.
    """

    technique: str
    line: str
    why: str
    reflect: str
    is_habit: bool


@attrs.frozen
class Ending:
    """
    A way to end.

    Attributes:
        kind: ``goal``, ``harm`` or ``neutral``.
        text: What is told.
        when: The condition, as the scenario has it.
    """

    kind: str
    text: str
    when: str


@attrs.frozen
class FacilitatorCard:
    """
    What whoever leads a live role play needs.

    Attributes:
        title, setting, content_note, prebrief, aftercare: As the scenario has them.
        stop_word: The word at which everybody stops.
        timing: How long things take.
        aims: What it is meant to teach.
        rules: The rules of the house.
        jurisdiction: Where they apply; may be empty.
        hidden: Who people are.
        kept: What is hidden else.
        injects: What can happen in between.
        moves: What trainees can do.
        endings: How it can end.
        never: What must not happen, however it is played.
        scores: What is scored, by instrument.
        questions: What to ask afterwards, in order.
    """

    title: str
    setting: str
    content_note: str
    prebrief: str
    aftercare: str
    stop_word: str
    timing: Timing
    aims: tuple[Aim, ...]
    rules: tuple[Rule, ...]
    jurisdiction: str
    hidden: tuple[Hidden, ...]
    kept: tuple[Kept, ...]
    injects: tuple[Inject, ...]
    moves: tuple[Move, ...]
    endings: tuple[Ending, ...]
    never: tuple[str, ...]
    scores: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
