"""From the values of all choices to a few rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import values as exact
from scenario_engine.analysis.occupancy import occupancy
from scenario_engine.analysis.readable.rules import Condition, Readable, Rule
from scenario_engine.analysis.readable.tree import boxes
from scenario_engine.analysis.strategies import uniform

if TYPE_CHECKING:
    from scenario_engine.analysis.readable.tree import Box
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.values import Values

Told = list[int]
"""The numbers of the variables that conditions may name."""

SLIPS = 0.1
"""How many choices of the play that rules are made from fall at random: rules should
say something sensible after a mistake too."""

ROUNDS = 3
"""Rules are made anew for the states that the rules so far lead to."""

WORTH_A_RULE = 0.002
"""A rule more has to save this share of the best value."""


def readable(
    space: StateSpace, values: Values, most: int = 8, *, seen: bool = False
) -> Readable:
    """
    Return the best play as a few rules, and what these are worth.

    States are weighted by how often good play with a few slips meets them; the turns
    left are no condition. What the rules are worth is worked out exactly (up to
    rounding) by playing them, so it says how much the short form leaves out.

    Args:
        space: The state space.
        values: What `best` returned for it.
        most: How many rules there may be.
        seen: Whether conditions name only what the trainee can see.
    """
    lost = [_loss(space, values, left) for left in range(space.program.horizon + 1)]
    tried = [_slipping(space, values)]
    found = []
    for _ in range(ROUNDS):
        rules, played = _fitted(space, values, lost, tried, most, seen)
        reached = exact.under(space, played, values.aim).start
        found.append(Readable(rules, reached, values.start))
        tried.append(played)
    return max(found, key=lambda each: each.value)


def _fitted(
    space: StateSpace,
    values: Values,
    lost: list[Floats],
    tried: list[Floats],
    most: int,
    seen: bool,
) -> tuple[tuple[Rule, ...], Floats]:
    """Return rules for the states that the strategies *tried* meet, and their play."""
    met = np.mean([occupancy(space, weights) for weights in tried], axis=0)
    states, weight, cost = _costs(space, values, lost, met)
    variables = space.program.variables
    told = [n for n, each in enumerate(variables) if each.visible or not seen]
    whole = tuple((variables[n].low, variables[n].high) for n in told)
    valuations = space.packing.unpack(space.codes[states])[:, told]
    found = boxes(valuations, cost, whole, most, WORTH_A_RULE * values.start)
    rules = [
        _rule(space, told, box, float(weight[box.rows].sum() / weight.sum()))
        for box in found
    ]
    rules.sort(key=lambda rule: -rule.share)
    return tuple(rules), _played(space, told, found)


def _loss(space: StateSpace, values: Values, left: int) -> Floats:
    """Return what each choice loses with *left* turns left; shape ``(k,)``."""
    if not left:
        return np.zeros(len(space.action))
    worth = exact.choice_values(space, values, left)
    loss: Floats = values.table[left, space.owner] - worth
    return loss


def _costs(
    space: StateSpace, values: Values, lost: list[Floats], met: Floats
) -> tuple[Index, Floats, Floats]:
    """
    Return what each action costs in the states that are *met*.

    Returns:
        The states, how often each is met in all, and for each the cost of each
        action: shape ``(states, actions)``. What is not on offer costs everything.
    """
    owner = space.owner
    cost = np.zeros(len(owner))
    for at, loss in zip(met, lost, strict=True):
        cost += at[owner] * loss
    weight = met[1:].sum(axis=0)
    states = np.flatnonzero((space.ending < 0) & (weight > 0))
    stake = (met[1:] * values.table[1:]).sum(axis=0)
    table = np.repeat(stake[:, None], len(space.program.actions), axis=1)
    table[owner, space.action] = cost
    return states, weight[states], table[states]


def _slipping(space: StateSpace, values: Values) -> Floats:
    """Return the best play, ties shared, with a few choices at random."""
    horizon, ongoing = space.program.horizon, space.ongoing
    firsts, counts = space.pointer[ongoing], np.diff(space.pointer)[ongoing]
    weights = np.empty((horizon + 1, len(space.action)))
    weights[0] = uniform(space)
    for left in range(1, horizon + 1):
        good = exact.best_choices(space, values, left).astype(np.float64)
        ties = np.repeat(np.add.reduceat(good, firsts), counts)
        weights[left] = (1 - SLIPS) * good / ties + SLIPS * weights[0]
    return weights


def _played(space: StateSpace, told: Told, found: list[Box]) -> Floats:
    """Return the chance of each choice when the rules are played; shape ``(k,)``."""
    valuations = space.packing.unpack(space.codes)[:, told]
    rank = np.empty(len(space.action))
    for box in found:
        low, high = np.array(box.ranges).reshape(-1, 2).T
        inside = np.all((low <= valuations) & (valuations <= high), axis=1)
        here = np.flatnonzero(inside[space.owner])
        rank[here] = np.argsort(_ranked(box))[space.action[here]]
    counts = np.diff(space.pointer)[space.ongoing]
    first = np.minimum.reduceat(rank, space.pointer[space.ongoing])
    played: Floats = np.equal(rank, np.repeat(first, counts)).astype(np.float64)
    return played


def _ranked(box: Box) -> Index:
    """Return the numbers of the actions, the one that costs least first."""
    ranked: Index = np.argsort(box.cost, kind="stable")
    return ranked


def _rule(space: StateSpace, told: Told, box: Box, share: float) -> Rule:
    named = [space.program.variables[number] for number in told]
    conditions = (
        Condition(variable.name, low, high)
        for variable, (low, high) in zip(named, box.ranges, strict=True)
        if (low, high) != (variable.low, variable.high)
    )
    actions = (space.program.actions[number].id for number in _ranked(box))
    return Rule(tuple(conditions), tuple(actions), share)
