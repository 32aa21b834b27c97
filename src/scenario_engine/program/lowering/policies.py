"""Policies to monitors: a variable each, and what every choice does to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import (
    Comparison,
    Expression,
    Logical,
    Name,
    Not,
    Number,
    Truth,
    fold,
)
from scenario_engine.program import ir
from scenario_engine.program.lowering.actions import NO_ACTION, event_symbols
from scenario_engine.program.lowering.effects import Place
from scenario_engine.program.lowering.scope import bind, is_value
from scenario_engine.vocabulary import Policy

if TYPE_CHECKING:
    from scenario_engine.program.lowering.scene import Placed, Scene
    from scenario_engine.program.lowering.scope import Scope


@attrs.frozen
class Rule:
    """
    A policy with its events lowered.

    Attributes:
        policy: The policy.
        variable: The name of its monitor variable.
        events: For each field of the pattern, the event, symbols still in it.
        origin: Where it comes from.
    """

    policy: Policy
    variable: str
    events: Mapping[str, Expression]
    origin: ir.Origin

    def happens(self, field: str, symbols: Mapping[str, str]) -> Expression:
        """Return the states in which the event happens, given what was chosen."""
        return bind(self.events[field], symbols)

    @property
    def top(self) -> int:
        """The highest value of the monitor variable."""
        if self.policy.pattern == "within":
            return (self.policy.turns or 0) + 1
        return 2 if self.policy.pattern == "before" else 1


def rules(scene: Scene, scope: Scope) -> tuple[Rule, ...]:
    """Lower the events of every policy of the scene."""
    events = scope.with_symbols(event_symbols(scene))
    return tuple(_rule(placed, scene, events) for placed in scene.policies)


def _rule(placed: Placed[Policy], scene: Scene, scope: Scope) -> Rule:
    policy = placed.thing
    given = {
        field: expression
        for field in ("event", "first", "then", "after")
        if (expression := getattr(policy, field)) is not None
    }
    return Rule(
        policy=policy,
        variable=f"policy.{policy.id.replace('-', '_')}",
        events={
            field: scope.guard(expression, f"{placed.path} > {field}")
            for field, expression in given.items()
        },
        origin=Place(scene, placed.pack, placed.path).origin,
    )


def variable(rule: Rule) -> ir.Variable:
    """Return the monitor variable of *rule*."""
    return ir.Variable(
        rule.variable,
        0,
        rule.top,
        ir.ORGANISATION,
        visible=False,
        standard="policy",
        meaning=rule.policy.text or f"policy '{rule.policy.id}'",
    )


def monitor(rule: Rule) -> ir.Monitor:
    """Return when *rule* is broken."""
    broken: Expression = is_value(rule.variable, rule.top)
    at_end = broken
    if rule.policy.pattern == "by-the-end":
        broken = Truth(False)
        holds = rule.happens("event", NO_ACTION)
        at_end = _both(is_value(rule.variable, 0), Not(holds))
    return ir.Monitor(rule.policy.id, rule.policy.text, broken, at_end, rule.origin)


def watch(rule: Rule, symbols: Mapping[str, str]) -> ir.Watch | None:
    """Return what the monitor notes when an action is chosen, None for nothing."""
    updates = tuple(
        ir.Update(guard, (change,))
        for guard, change in _updates(rule, symbols)
        if guard != Truth(False)
    )
    return ir.Watch(rule.policy.id, updates) if updates else None


def _updates(
    rule: Rule, symbols: Mapping[str, str]
) -> tuple[tuple[Expression, ir.Change], ...]:
    pattern, fresh = rule.policy.pattern, is_value(rule.variable, 0)
    if pattern == "before":
        first, then = (rule.happens(field, symbols) for field in ("first", "then"))
        return (
            (_both(fresh, first), _set(rule, 1)),
            (_both(fresh, then), _set(rule, 2)),
        )
    if pattern == "within":
        return _deadline(rule, symbols)
    return ((_both(fresh, rule.happens("event", symbols)), _set(rule, 1)),)


def _deadline(
    rule: Rule, symbols: Mapping[str, str]
) -> tuple[tuple[Expression, ir.Change], ...]:
    """Count down the choices that are left: 0 nothing due, the top value broken."""
    turns, name = rule.top - 1, Name(rule.variable)
    after, then = (rule.happens(field, symbols) for field in ("after", "then"))
    unbroken = Comparison(name, (("<=", Number(str(turns))),))
    due = (
        (is_value(rule.variable, 1), _set(rule, rule.top)),
        (
            Comparison(Number("2"), (("<=", name), ("<=", Number(str(turns))))),
            ir.Change(rule.variable, "add", -1),
        ),
    )
    return (
        (_both(unbroken, then), _set(rule, 0)),
        *(due if turns else ()),
        (_both(is_value(rule.variable, 0), after), _set(rule, turns or rule.top)),
    )


def _set(rule: Rule, value: int) -> ir.Change:
    return ir.Change(rule.variable, "set", value)


def _both(first: Expression, second: Expression) -> Expression:
    return fold(Logical("and", (first, second)))
