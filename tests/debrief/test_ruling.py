"""Policies in a review: broken in one turn, kept in one, or open until the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from debriefed import ready, unrecorded
from scenario_engine.debrief.ruling import in_the_end, ruled
from scenario_engine.expressions import parse
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session
from scenario_engine.vocabulary import Intervention, Policy
from scenes import effect, outcome, program

if TYPE_CHECKING:
    from scenario_engine.program import Program

SAY = "say", "ask", "wait"
QUIET = tuple(
    Intervention(
        id=id_,
        technique="active-listening",
        lines=("One line.",),
        effects=(effect(outcome("0.1", trust="+1")),),
    )
    for id_ in SAY
)


def policy(pattern: str, turns: int | None = None, **events: str) -> Program:
    """Return a program in which nothing happens but what a policy is about."""
    given: dict[str, Any] = {
        key: parse(f"intervention == '{id_}'") for key, id_ in events.items()
    }
    return program(
        horizon=6,
        interventions=QUIET,
        triggers=(),
        world=(),
        scoring=(),
        policies=(
            Policy(
                id="rule",
                text="The rule.",
                pattern=pattern,
                turns=turns,
                **given,
            ),
        ),
    )


def told(made: Program, *choices: str) -> tuple[list[str], str]:
    """Tell what each turn did to the rule, and what became of it in the end."""
    session = Session.begin(made)
    for choice in choices:
        session = session.step(choice)
    found = ready(of_session(session), made)
    words = {(): "", (True,): "broken", (False,): "kept"}
    turns = [
        words[tuple(rule.is_broken for rule in ruled(found, turn))]
        for turn in range(1, len(choices) + 1)
    ]
    (last,) = in_the_end(found)
    assert (last.policy, last.text) == ("rule", "The rule.")
    return turns, words[(last.is_broken,)]


NEVER = policy("never", event="say")
BY_THE_END = policy("by-the-end", event="say")
BEFORE = policy("before", first="ask", then="say")
WITHIN = policy("within", turns=2, after="ask", then="say")
AT_ONCE = policy("within", turns=1, after="ask", then="say")


@pytest.mark.parametrize(
    ("made", "choices", "turns", "end"),
    [
        (NEVER, "wait say say", ["", "broken", ""], "broken"),
        (NEVER, "wait ask", ["", ""], "kept"),
        (BY_THE_END, "wait say say", ["", "kept", ""], "kept"),
        (BY_THE_END, "wait wait", ["", ""], "kept"),
        (BY_THE_END, "wait wait wait wait wait wait", [*[""] * 5, "broken"], "broken"),
        (BEFORE, "ask say", ["kept", ""], "kept"),
        (BEFORE, "say ask", ["broken", ""], "broken"),
        (WITHIN, "ask wait say", ["", "", "kept"], "kept"),
        (WITHIN, "ask wait wait say", ["", "", "broken", ""], "broken"),
        (WITHIN, "say wait say", ["", "", ""], "kept"),
        (AT_ONCE, "ask say", ["", "kept"], "kept"),
        (AT_ONCE, "ask wait", ["", "broken"], "broken"),
    ],
)
def test_each_pattern_is_kept_and_broken_in_its_turn(
    made: Program, choices: str, turns: list[str], end: str
) -> None:
    """What is only due, or not looked at any more, is told of no turn."""
    assert told(made, *choices.split()) == (turns, end)


def test_what_was_hidden_and_not_recorded_is_not_told() -> None:
    """Policies are then not evaluable, which is not the same as kept."""
    trace = of_session(Session.begin(NEVER).step("say"))
    found = ready(unrecorded(trace), NEVER)

    assert ruled(found, 1) == ()
    assert in_the_end(found) == ()
