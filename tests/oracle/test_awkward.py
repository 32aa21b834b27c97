"""Storm on what generated programs do not have: names, reads and rewards that trip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from scenario_engine.expressions import parse
from scenario_engine.program import ir
from scenes import program

from .answers import by_brute_force, storms

if TYPE_CHECKING:
    from scenario_engine.program import Program

MADE = program()
LISTEN, CALM_DOWN, LIMIT = MADE.actions
NOWHERE = ir.Origin("sample", "scenario 'a-visit'", "")
POLICY = "policy.hear_first"


def renamed(made: Program) -> Program:
    """Give actions and stages the words that PRISM keeps for itself."""
    words = ("max", "module", "turn")
    return attrs.evolve(
        made,
        actions=tuple(
            attrs.evolve(action, id=word)
            for action, word in zip(made.actions, words, strict=True)
        ),
        world=tuple(attrs.evolve(stage, id="phase") for stage in made.world),
        endings=tuple(attrs.evolve(ending, id="over") for ending in made.endings),
    )


def case(guard: str, chance: str, *changes: ir.Change) -> ir.Case:
    """Return a case of one outcome."""
    outcome = ir.Outcome(ir.Chance(parse(chance)), changes, "", NOWHERE)
    return ir.Case(parse(guard), (outcome,), NOWHERE)


def reading_monitors(made: Program) -> Program:
    """Let a response read what the monitor has just noted of the same choice."""
    calmer = ir.Change("visitor.escalation", "add", -1)
    cases = (
        case(f"{POLICY} == 0", "0.25", calmer),
        case(f"{POLICY} in [1, 2] and not heard == 1", f"0.2 * {POLICY}", calmer),
    )
    return attrs.evolve(
        made,
        actions=tuple(
            attrs.evolve(action, delivery=None, good=cases, poor=())
            for action in made.actions
        ),
    )


def changing_twice(made: Program) -> Program:
    """Let one outcome change a variable up, cut off at the range, and down again."""
    twice = case(
        "0 <= composure <= 1",
        "clamp(0.4 + composure, 0, 0.9) / (1 + composure)",
        ir.Change("visitor.escalation", "add", 5),
        ir.Change("visitor.escalation", "add", -2),
        ir.Change("heard", "set", 9),
    )
    return attrs.evolve(made, actions=(attrs.evolve(LISTEN, good=(twice,)),))


def losing_points(made: Program) -> Program:
    """Take points away, for choices, for endings and at the turn limit."""
    minus = ir.Reward("scale", "hears", parse("-1.75"), parse("heard == 0"), NOWHERE)
    return attrs.evolve(
        made,
        actions=tuple(attrs.evolve(a, rewards=(minus, minus)) for a in made.actions),
        endings=tuple(attrs.evolve(e, rewards=(minus,)) for e in made.endings),
        timeout=attrs.evolve(made.timeout, rewards=(minus,)),
    )


def without_a_world(made: Program) -> Program:
    """Leave out all that happens by itself."""
    return attrs.evolve(made, world=())


def over_at_once(made: Program) -> Program:
    """Begin where the scene has ended, in one of three ways to begin."""
    ended = list(made.starts[0].state)
    ended[[v.name for v in made.variables].index("visitor.escalation")] = 3
    chances = ("0.5", "0.25", "0.25")
    states = (made.starts[0].state, tuple(ended), made.starts[0].state)
    starts = tuple(
        ir.Start(parse(chance), state)
        for chance, state in zip(chances, states, strict=True)
    )
    return attrs.evolve(made, starts=starts)


@pytest.mark.parametrize(
    "change",
    [
        renamed,
        reading_monitors,
        changing_twice,
        losing_points,
        without_a_world,
        over_at_once,
    ],
)
def test_storms_fractions_are_ours(change) -> None:
    """As for any other program."""
    made = change(MADE)

    assert by_brute_force(made) == storms(made)
    assert by_brute_force(made) != by_brute_force(MADE) or change is renamed
