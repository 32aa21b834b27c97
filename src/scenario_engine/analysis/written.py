"""Plays as plain data, which can be read back and are gone through step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.analysis.plays import Play, Turn
from scenario_engine.errors import SavedError
from scenario_engine.program import EXPERT, Interpreter, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scenario_engine.program import Branch, Program, State, Trainee

_DELIVERIES = {True: "good", False: "poor", None: None}
_MEND = "Write it again by checking the scenario"


def write_play(program: Program, play: Play) -> dict[str, Any]:
    """
    Return *play* as dicts, lists, texts and whole numbers.

    A turn has the ``choice`` and its ``line``; the ``delivery`` (``good``, ``poor``,
    or null where it makes no difference); what ``happened``, by its place in the pack;
    the ``cues`` that go with it; the ``state`` that it leads to; and the ``ending``.
    `read_play` needs all of them but line and cues.
    """
    interpreter = Interpreter(program)
    return {
        "scenario": program.id,
        "digest": digest(program),
        "start": dict(interpreter.valuation(play.start)),
        "turns": [_turn(interpreter, turn) for turn in play.turns],
    }


def read_play(
    program: Program, data: Mapping[str, Any], trainee: Trainee = EXPERT
) -> Play:
    """
    Go through what `write_play` wrote, and return it as a play.

    Args:
        program: The program that it is a play of.
        data: What was written.
        trainee: Who plays: whoever cannot fail to deliver well never delivers poorly.

    Returns:
        The play; every turn of it can happen as it is written.

    Raises:
        SavedError: If it is no play of *program*, as it stands, by such a trainee.
    """
    if not isinstance(data, dict) or data.get("digest") != digest(program):
        raise SavedError(f"Not a play of '{program.id}' as it stands now. {_MEND}.")
    interpreter = Interpreter(program, trainee)
    try:
        state = _state(program, data["start"])
        if all(state != branch.state for branch in interpreter.starts()):
            raise SavedError(f"Not a play of '{program.id}': it cannot begin so.")
        turns = []
        for number, written in enumerate(data["turns"], start=1):
            turns.append(_read(interpreter, state, written, number))
            state = turns[-1].after
    except (KeyError, TypeError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise SavedError(
            f"Not a play of '{program.id}': {problem}. {_MEND}."
        ) from error
    return Play(_state(program, data["start"]), tuple(turns))


def _turn(interpreter: Interpreter, turn: Turn) -> dict[str, Any]:
    actions = interpreter.program.actions
    action = next(each for each in actions if each.id == turn.choice)
    last = turn.world or turn.response
    return {
        "choice": turn.choice,
        "line": action.lines[0],
        "delivery": _DELIVERIES[turn.response.good],
        "happened": _happened(turn.response, turn.world),
        "cues": [outcome.cue for outcome in _outcomes(turn) if outcome.cue],
        "state": dict(interpreter.valuation(turn.after)),
        "ending": last.ending.id if last.ending else None,
    }


def _read(
    interpreter: Interpreter, state: State, written: Mapping[str, Any], number: int
) -> Turn:
    """Return the turn that can be played in *state* as it is *written*."""
    after = _state(interpreter.program, written["state"])
    for action in interpreter.choices(state):
        if action.id != written["choice"] or interpreter.ending(state) is not None:
            continue
        for response, world in _ways(interpreter, interpreter.response(state, action)):
            turn = Turn(state, action.id, response, world)
            if (
                turn.after == after
                and _DELIVERIES[response.good] == written["delivery"]
                and _happened(response, world) == written["happened"]
            ):
                return turn
    raise SavedError(
        f"Not a play of '{interpreter.program.id}': turn {number}, "
        f"{written['choice']!r}, cannot go as it is written."
    )


def _ways(
    interpreter: Interpreter, responses: Sequence[Branch]
) -> Iterator[tuple[Branch, Branch | None]]:
    for response in responses:
        if response.ending is not None:
            yield response, None
        else:
            yield from ((response, w) for w in interpreter.world(response.state))


def _happened(response: Branch, world: Branch | None) -> list[str]:
    outcomes = response.outcomes + (world.outcomes if world else ())
    return [outcome.origin.field for outcome in outcomes]


def _outcomes(turn: Turn) -> tuple[Any, ...]:
    return turn.response.outcomes + (turn.world.outcomes if turn.world else ())


def _state(program: Program, written: Mapping[str, int]) -> State:
    return tuple(written[variable.name] for variable in program.variables)
