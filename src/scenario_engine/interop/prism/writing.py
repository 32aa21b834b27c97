"""The parts of a PRISM model as data, and how each is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from scenario_engine.expressions import Conditional, Expression, Truth
from scenario_engine.expressions.prism import to_prism


@attrs.frozen
class Branch:
    """
    One outcome of a command.

    Attributes:
        chance: Its probability.
        updates: The new value of each variable that changes.
    """

    chance: Expression
    updates: Mapping[str, Expression]


@attrs.frozen
class Command:
    """
    ``[label] guard -> chance : updates + ...``.

    Attributes:
        label: The name of the action; empty for what happens by itself.
        guard: When it is enabled.
        branches: At least one.
    """

    label: str
    guard: Expression
    branches: tuple[Branch, ...]


@attrs.frozen
class Award:
    """``[label] guard : points;`` in a structure of rewards."""

    label: str
    guard: Expression
    points: Expression


def constant(name: str, value: int) -> str:
    """Write a whole number with a name."""
    return f"const int {name} = {value};"


def formula(name: str, expression: Expression) -> str:
    """Write a named expression."""
    return f"formula {name} = {to_prism(expression)};"


def command(this: Command) -> Iterator[str]:
    """Write a command, a branch a line."""
    yield f"  [{this.label}] {_before_colon(this.guard)} ->"
    last = len(this.branches) - 1
    for number, branch in enumerate(this.branches):
        sign = "    +" if number else "     "
        stop = ";" if number == last else ""
        chance = _before_colon(branch.chance)
        yield f"{sign} {chance} : {_updates(branch.updates)}{stop}"


def variable(name: str, values: str, first: str) -> str:
    """Write a variable with its range and its first value."""
    return f"  {name} : [{values}] init {first};"


def rewards(name: str, awards: Sequence[Award]) -> Iterator[str]:
    """Write a structure of rewards."""
    yield f'rewards "{name}"'
    for award in awards:
        guard, points = _before_colon(award.guard), to_prism(award.points)
        yield f"  [{award.label}] {guard} : {points};"
    if not awards:
        yield "  true : 0;"
    yield "endrewards"


def label(name: str, guard: Expression) -> str:
    """Write a label."""
    return f'label "{name}" = {to_prism(guard)};'


def comment(text: str) -> str:
    """Write a comment; it stays on one line whatever *text* holds."""
    return f"// {' '.join(text.split())}".rstrip()


def _before_colon(expression: Expression) -> str:
    """Write what a colon follows, so that it ends no condition of its own."""
    text = to_prism(expression)
    return f"({text})" if isinstance(expression, Conditional) else text


def _updates(updates: Mapping[str, Expression]) -> str:
    if not updates:
        return to_prism(Truth(True))
    return " & ".join(
        f"({name}' = {to_prism(value)})" for name, value in updates.items()
    )
