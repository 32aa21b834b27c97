"""Guarded, probabilistic commands: what can be chosen, and what can follow."""

from __future__ import annotations

from typing import Literal

import attrs

from scenario_engine.expressions import Expression, Negation, Number, Truth

GOAL, HARM, NEUTRAL = "goal", "harm", "neutral"

ALWAYS: Expression = Truth(True)
"""The guard that every state satisfies."""


@attrs.frozen
class Origin:
    """
    Where a command comes from, in the author's words.

    Attributes:
        pack: The pack's id.
        object: The object: ``scenario 'no-news'``.
        field: Where in it: ``intervention 'listen' > effect 2 > outcome 1``.
    """

    pack: str
    object: str
    field: str

    def __str__(self) -> str:
        """Name pack, object and field."""
        return ": ".join(part for part in (self.pack, self.object, self.field) if part)


@attrs.frozen
class Change:
    """
    What an outcome does to one variable, saturating at its range.

    Attributes:
        variable: The variable's name.
        kind: ``add`` or ``set``.
        amount: What is added, or the new value.
    """

    variable: str
    kind: Literal["add", "set"]
    amount: int


@attrs.frozen
class Reason:
    """
    A named reason that raises or lowers a chance while it holds.

    Attributes:
        when: The states in which it holds.
        by: What it adds.
        why: The author's sentence.
        range: The least and the most that *by* may be, where the author says it.
    """

    when: Expression
    by: Expression
    why: str
    range: tuple[Expression, Expression] | None = None


@attrs.frozen
class Chance:
    """
    A probability: *base* plus the reasons that hold.

    Attributes:
        base: A number-valued expression.
        reasons: Named reasons.
        evidence: A reference key, or ``assumption``.
        range: The least and the most that *base* may be, where the author says it.
    """

    base: Expression
    reasons: tuple[Reason, ...] = ()
    evidence: str = "assumption"
    range: tuple[Expression, Expression] | None = None


@attrs.frozen
class Outcome:
    """
    One probabilistic branch.

    Attributes:
        chance: How likely it is.
        changes: What it sets.
        cue: What the trainee sees or hears.
        origin: Where it comes from.
    """

    chance: Chance
    changes: tuple[Change, ...]
    cue: str
    origin: Origin


@attrs.frozen
class Case:
    """
    Outcomes for the states that satisfy *guard*; the first case that does applies.

    What the chances leave over changes nothing.
    """

    guard: Expression
    outcomes: tuple[Outcome, ...]
    origin: Origin


@attrs.frozen
class Stage:
    """One step of the world after the action: its first case that holds applies."""

    id: str
    cases: tuple[Case, ...]
    origin: Origin


@attrs.frozen
class Update:
    """A certain change for the states that satisfy *guard*."""

    guard: Expression
    changes: tuple[Change, ...]


@attrs.frozen
class Watch:
    """
    What a monitor notes when an action is chosen.

    Attributes:
        policy: The policy's id.
        updates: The first whose guard holds applies.
    """

    policy: str
    updates: tuple[Update, ...]


@attrs.frozen
class Reward:
    """
    Points for an item of an instrument.

    Attributes:
        instrument, item: Ids.
        points: A constant.
        guard: The states in which the points are awarded: those in which a choice
            is made, or in which the episode ends.
        origin: Where it comes from.
        better: Whether ``more`` points of the item are better, ``fewer``, or
            ``neither``.
    """

    instrument: str
    item: str
    points: Expression
    guard: Expression
    origin: Origin
    better: str = "more"

    @property
    def worth(self) -> Expression:
        """What the points add to the score as a whole, in which more is better."""
        if self.better == "neither":
            return Number("0")
        return Negation(self.points) if self.better == "fewer" else self.points


@attrs.frozen
class Action:
    """
    The program's name for an intervention.

    Attributes:
        id: The intervention's id.
        technique: Its technique's id.
        family: The technique's family.
        anti: Whether it is an anti-technique.
        addressee: The participant it is addressed to.
        lines: What can be said.
        minutes: How long it takes.
        available: The states in which it can be chosen.
        watches: What monitors note when it is chosen.
        delivery: The chance of a good delivery, over the state and ``skill``; None
            when delivery makes no difference.
        good: Cases for a good delivery.
        poor: Cases for a poor one.
        rewards: Points for choosing it.
        origin: Where it comes from.
        good_practice: The states in which an expert calls it good practice; None where
            nobody has said so. It bears on no play, only on what is said of it.
    """

    id: str
    technique: str
    family: str
    anti: bool
    addressee: str
    lines: tuple[str, ...]
    minutes: int
    available: Expression
    watches: tuple[Watch, ...]
    delivery: Chance | None
    good: tuple[Case, ...]
    poor: tuple[Case, ...]
    rewards: tuple[Reward, ...]
    origin: Origin
    good_practice: Expression | None = None


@attrs.frozen
class Ending:
    """
    A way to end.

    Attributes:
        id: Its id.
        kind: ``goal``, ``harm`` or ``neutral``.
        guard: The states that end the episode.
        text: What is told.
        rewards: Points for ending so.
        origin: Where it comes from.
    """

    id: str
    kind: str
    guard: Expression
    text: str
    rewards: tuple[Reward, ...]
    origin: Origin


@attrs.frozen
class Never:
    """
    What must not happen, however it is played.

    Attributes:
        id: Its id.
        text: The promise, in words.
        at_end: States in which it has happened if the episode ends there.
        on_choice: For each action, the states in which choosing it would make it
            happen.
        origin: Where it comes from.
    """

    id: str
    text: str
    at_end: Expression
    on_choice: tuple[Expression, ...]
    origin: Origin


@attrs.frozen
class Monitor:
    """
    A policy at work.

    Attributes:
        policy: The policy's id.
        text: The rule, in the organisation's words.
        broken: States in which it has been broken already.
        broken_at_end: States in which it is broken if the episode ends there.
        origin: Where it comes from.
    """

    policy: str
    text: str
    broken: Expression
    broken_at_end: Expression
    origin: Origin
