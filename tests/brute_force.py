"""Brute force over small programs: the reference interpreter, in fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from scenario_engine.program import Interpreter, Program, State, ir

Choose = Callable[[Sequence[Fraction]], Fraction]


def mean(values: Sequence[Fraction]) -> Fraction:
    """Uniform random play."""
    return sum(values, Fraction(0)) / len(values)


def successors(program: Program) -> dict[State, list[list[tuple[Fraction, State]]]]:
    """For each reachable state, for each choice, where it leads and how likely."""
    interpreter = Interpreter(program, exact=True)
    found: dict[State, list[list[tuple[Fraction, State]]]] = {}
    waiting = [branch.state for branch in interpreter.starts()]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found[state] = []
        if interpreter.ending(state):
            continue
        for action in interpreter.choices(state):
            leads: list[tuple[Fraction, State]] = []
            for response in interpreter.response(state, action):
                if response.ending:
                    leads.append((Fraction(response.chance), response.state))
                    continue
                leads += [
                    (Fraction(response.chance * world.chance), world.state)
                    for world in interpreter.world(response.state)
                ]
            found[state].append(leads)
            waiting += [target for _, target in leads]
    return found


def value(program: Program, choose: Choose, kind: str = "goal") -> Fraction:
    """The chance of an ending of *kind* from the start, over every way to play."""
    interpreter = Interpreter(program, exact=True)
    graph = successors(program)
    endings = {state: interpreter.ending(state) for state in graph}
    now = {
        state: Fraction((ending.kind if ending else program.timeout.kind) == kind)
        for state, ending in endings.items()
    }
    for _ in range(program.horizon):
        now = {
            state: choose(
                [sum((c * now[t] for c, t in leads), Fraction(0)) for leads in choices]
            )
            if choices
            else now[state]
            for state, choices in graph.items()
        }
    starts = interpreter.starts()
    return sum((Fraction(b.chance) * now[b.state] for b in starts), Fraction(0))


def can_reach_goal(program: Program) -> set[State]:
    """The states from which some play leads to the goal, looking at every path."""
    interpreter = Interpreter(program, exact=True)
    graph = successors(program)
    kinds = {s: e.kind for s in graph if (e := interpreter.ending(s))}
    good = {state for state, kind in kinds.items() if kind == "goal"}
    while True:
        more = {
            state
            for state, choices in graph.items()
            if state not in good
            and any(target in good for leads in choices for _, target in leads)
        }
        if not more:
            return good
        good |= more


def total(
    program: Program,
    choose: Choose,
    gain: Callable[[State, ir.Action], Fraction],
    final: Callable[[State, ir.Ending], Fraction],
) -> Fraction:
    """What an episode comes to: *gain* for each choice, *final* for how it ends."""
    interpreter = Interpreter(program, exact=True)
    graph = successors(program)
    now = {
        state: final(state, interpreter.ending(state) or program.timeout)
        for state in graph
    }
    for _ in range(program.horizon):
        now = {
            state: choose(
                [
                    gain(state, action)
                    + sum((c * now[t] for c, t in leads), Fraction(0))
                    for action, leads in zip(
                        interpreter.choices(state), choices, strict=True
                    )
                ]
            )
            if choices
            else now[state]
            for state, choices in graph.items()
        }
    starts = interpreter.starts()
    return sum((Fraction(b.chance) * now[b.state] for b in starts), Fraction(0))
