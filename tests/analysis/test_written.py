"""A play that was written is read back, step by step, or refused."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import Play, Turn, read_play, write_play
from scenario_engine.errors import SavedError
from scenario_engine.program import Interpreter, Program, Trainee
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


@st.composite
def plays(draw: st.DrawFn) -> tuple[Program, Play]:
    """Draw a program and a play of it, of a few turns or none."""
    made = draw(programs())
    interpreter = Interpreter(made)
    start = draw(st.sampled_from(interpreter.starts())).state
    turns: list[Turn] = []
    state, over = start, False
    while not over and len(turns) < made.horizon and draw(st.booleans()):
        action = draw(st.sampled_from(interpreter.choices(state)))
        response = draw(st.sampled_from(interpreter.response(state, action)))
        world = None
        if response.ending is None:
            world = draw(st.sampled_from(interpreter.world(response.state)))
        turns.append(Turn(state, action.id, response, world))
        over = (world or response).ending is not None
        state = turns[-1].after
    return made, Play(start, tuple(turns))


@at_most(60)
@given(plays())
def test_what_was_written_is_read_back(drawn: tuple[Program, Play]) -> None:
    """Through JSON: the same states, choices and endings, and so the same writing."""
    made, play = drawn
    written = json.loads(json.dumps(write_play(made, play)))
    read = read_play(made, written)

    assert play.choices == read.choices
    assert [turn.after for turn in play.turns] == [turn.after for turn in read.turns]
    assert written == write_play(made, read)


def played() -> dict[str, Any]:
    """Return a written play of two turns of the small scenario."""
    made = program()
    interpreter = Interpreter(made)
    turns: list[Turn] = []
    state = interpreter.starts()[0].state
    for id_ in ("listen", "limit"):
        action = next(each for each in interpreter.choices(state) if each.id == id_)
        response = interpreter.response(state, action)[0]
        world = interpreter.world(response.state)[0]
        turns.append(Turn(state, id_, response, world))
        state = turns[-1].after
    return write_play(made, Play(turns[0].before, tuple(turns)))


def test_a_written_play_can_be_read_by_people() -> None:
    """It says what was said, how, what happened and where that led."""
    first, _ = played()["turns"]

    assert first["line"] == "Tell me."
    assert first["delivery"] == "good"
    assert "intervention 'listen' > effect 1 > outcome 1" == first["happened"][0]
    assert "heard +1, escalation -1" == first["cues"][0]
    assert 1 == first["state"]["heard"]


def changed(**changes: Any) -> dict[str, Any]:
    """Return the play with its first turn changed."""
    data = deepcopy(played())
    data["turns"][0].update(changes)
    return data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "Not a play of 'a-visit' as it stands now"),
        (played() | {"digest": "0"}, "Not a play of 'a-visit' as it stands now"),
        (played() | {"start": {}}, "KeyError: 'visitor.escalation'"),
        (
            played() | {"start": played()["turns"][0]["state"]},
            "Not a play of 'a-visit': it cannot begin so.",
        ),
        (played() | {"turns": 3}, "TypeError"),
        (played() | {"turns": ["listen"]}, "TypeError"),
        (changed(choice="shout"), "turn 1, 'shout', cannot go as it is written"),
        (changed(choice="limit"), "turn 1, 'limit', cannot go as it is written"),
        (changed(delivery="poor"), "turn 1, 'listen', cannot go as it is written"),
        (changed(happened=[]), "turn 1, 'listen', cannot go as it is written"),
        (changed(state=played()["start"]), "turn 1, 'listen', cannot go"),
    ],
)
def test_what_cannot_be_played_is_refused(data: Any, said: str) -> None:
    """With the turn that cannot go so."""
    with pytest.raises(SavedError) as caught:
        read_play(program(), data)
    assert said in str(caught.value)


def test_a_play_goes_on_after_no_ending() -> None:
    """A turn after the end is none."""
    made = program()
    data = played()
    data["turns"].append(data["turns"][-1])
    with pytest.raises(SavedError, match="turn 3"):
        read_play(made, data)


def test_who_delivers_everything_poorly_plays_no_good_turn() -> None:
    """A play is one of a trainee."""
    with pytest.raises(SavedError, match="turn 1, 'listen'"):
        read_play(program(), played(), Trainee(otherwise=0))
