"""Rules that people can read: in these states, this intervention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.values import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.program import Program


@attrs.frozen
class Condition:
    """
    A variable that lies between two values.

    Attributes:
        variable: The variable's name.
        low, high: The lowest and the highest value that it may have.
    """

    variable: str
    low: int
    high: int


@attrs.frozen
class Rule:
    """
    What to do in some states.

    Attributes:
        conditions: What holds in these states; of several rules, exactly one has
            conditions that hold.
        actions: Ids of actions, the best first: the first one that is on offer is
            taken.
        share: How many of the turns of good play it decides, in 0..1.
    """

    conditions: tuple[Condition, ...]
    actions: tuple[str, ...]
    share: float


@attrs.frozen
class Readable:
    """
    A strategy of a few rules.

    Attributes:
        rules: The rules, those that decide most first.
        value: The chance of the goal that they reach, exact up to rounding.
        best: The chance of the goal under the best play.
        status: How far to trust both.
    """

    rules: tuple[Rule, ...]
    value: float
    best: float
    status: Status = Status.EXACT_UP_TO_ROUNDING

    def lines(self, program: Program) -> Iterator[str]:
        """Yield each rule in words: ``at level 3 with trust 0 or 1: listen``."""
        for rule in self.rules:
            yield f"{_conditions(program, rule)}: {rule.actions[0]}"


def _conditions(program: Program, rule: Rule) -> str:
    levels: list[str] = []
    others: list[str] = []
    for condition in rule.conditions:
        words = _in_words(program, condition)
        is_level = condition.variable.endswith(".escalation")
        (levels if is_level else others).append(words)
    if not levels and not others:
        return "always"
    parts = [f"at {' and '.join(levels)}"] if levels else []
    if others:
        parts.append(f"with {', '.join(others)}")
    return " ".join(parts)


def _in_words(program: Program, condition: Condition) -> str:
    """Say a condition, participants' names only where there are several."""
    owner, _, own = condition.variable.rpartition(".")
    people = [person.id for person in program.participants]
    if owner not in people:
        return f"{condition.variable} {_values(program, condition)}"
    whose = f"{owner}'s " if len(people) > 1 else ""
    word = "level" if own == "escalation" else own
    return f"{whose}{word} {_values(program, condition)}"


def _values(program: Program, condition: Condition) -> str:
    """Say a range: ``2``, ``0 or 1``, ``0 to 2``, ``3 or more``."""
    low, high = condition.low, condition.high
    variable = next(v for v in program.variables if v.name == condition.variable)
    if low == high:
        return str(low)
    if high == low + 1:
        return f"{low} or {high}"
    if high == variable.high:
        return f"{low} or more"
    return f"{low} to {high}"
