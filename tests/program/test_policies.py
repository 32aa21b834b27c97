"""Policies become monitors that note the right choices."""

from __future__ import annotations

from typing import Any

import pytest

from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter
from scenario_engine.vocabulary import Policy
from scenes import CALM_DOWN, LIMIT, LISTEN, program


def broken_after(policy: Policy, *choices: str, heard: int = 0) -> str:
    """Play *choices*, nothing else ever changing, and tell how the policy stands."""
    made = program(policies=(policy,), interventions=(LISTEN, CALM_DOWN, LIMIT))
    interpreter = Interpreter(made)
    actions = {action.id: action for action in made.actions}
    state = (2, 1, 2, heard, 0)
    for choice in choices:
        noted = interpreter.response(state, actions[choice])[-1].state[-1]
        state = (*state[:-1], noted)
    (monitor,) = made.monitors
    if interpreter.holds(monitor.broken, state):
        return "broken"
    return (
        "broken at the end"
        if interpreter.holds(monitor.broken_at_end, state)
        else "kept"
    )


def policy(pattern: str, **fields: Any) -> Policy:
    """Return a policy whose texts are parsed."""
    parsed: dict[str, Any] = {
        field: parse(value) if isinstance(value, str) else value
        for field, value in fields.items()
    }
    return Policy(id="rule", pattern=pattern, **parsed)


LISTENS = "technique == 'active-listening'"
CALMS = "intervention == 'calm-down'"


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ((), "kept"),
        (("listen",), "kept"),
        (("listen", "calm-down", "listen"), "broken"),
    ],
)
def test_never(choices: tuple[str, ...], told: str) -> None:
    """Never P is broken as soon as P is chosen, and stays so."""
    assert told == broken_after(policy("never", event=CALMS), *choices)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ((), "broken at the end"),
        (("calm-down",), "broken at the end"),
        (("listen", "calm-down"), "kept"),
    ],
)
def test_by_the_end(choices: tuple[str, ...], told: str) -> None:
    """P by the end is broken only at the end, where P has not happened."""
    assert told == broken_after(policy("by-the-end", event=LISTENS), *choices)


def test_by_the_end_looks_at_the_last_state_too() -> None:
    """A condition that holds at the end is met, though no choice was made in it."""
    rule = policy("by-the-end", event="heard == 1")

    assert broken_after(rule) == "broken at the end"
    assert broken_after(rule, heard=1) == "kept"


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ((), "kept"),
        (("calm-down",), "broken"),
        (("listen", "calm-down"), "kept"),
        (("calm-down", "listen"), "broken"),
    ],
)
def test_before(choices: tuple[str, ...], told: str) -> None:
    """P before Q is broken by Q without P, and P later does not mend it."""
    assert told == broken_after(policy("before", first=LISTENS, then=CALMS), *choices)


def test_before_accepts_a_first_that_holds_with_the_choice() -> None:
    """P may be a condition that holds when Q is chosen."""
    rule = policy("before", first="heard == 1", then="intervention == 'limit'")

    assert broken_after(rule, "limit", heard=1) == "kept"
    assert broken_after(rule, "limit", heard=0) == "broken"


@pytest.mark.parametrize(
    ("turns", "choices", "told"),
    [
        (0, ("calm-down",), "broken"),
        (1, ("calm-down",), "kept"),
        (1, ("calm-down", "listen"), "kept"),
        (1, ("calm-down", "limit"), "broken"),
        (1, ("calm-down", "limit", "listen"), "broken"),
        (2, ("calm-down", "limit", "listen"), "kept"),
        (2, ("calm-down", "calm-down", "limit"), "broken"),
        (2, ("calm-down", "listen", "limit", "limit", "limit"), "kept"),
        (2, ("calm-down", "limit"), "kept"),
    ],
)
def test_within(turns: int, choices: tuple[str, ...], told: str) -> None:
    """Q within n of P: n further choices may pass, and then Q must have come."""
    rule = policy("within", after=CALMS, then=LISTENS, turns=turns)

    assert told == broken_after(rule, *choices)


def test_within_at_once_accepts_a_choice_that_is_both() -> None:
    """With 0 turns, the choice made while P holds must be Q."""
    rule = policy("within", after="escalation == 2", then=LISTENS, turns=0)

    assert broken_after(rule, "listen", "listen") == "kept"
    assert broken_after(rule, "limit") == "broken"


def test_a_monitor_changes_nothing_else() -> None:
    """With and without the policy, responses have the same chances and states."""
    bare = Interpreter(program(policies=()))
    watched = Interpreter(program())
    for action, other in zip(
        bare.program.actions, watched.program.actions, strict=True
    ):
        ones = bare.response((2, 1, 2, 0), action)
        others = watched.response((2, 1, 2, 0, 0), other)

        assert [(b.chance, b.state) for b in ones] == [
            (b.chance, b.state[:-1]) for b in others
        ]


def test_actions_that_do_not_matter_to_a_policy_are_not_watched() -> None:
    """Symbols are folded away: what is left in the program are whole numbers."""
    made = program(policies=(policy("never", event=CALMS),))

    assert [len(action.watches) for action in made.actions] == [0, 1, 0]
