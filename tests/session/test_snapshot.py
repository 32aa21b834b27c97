"""A saved session goes on as it would have, or is refused with the reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.errors import SavedError
from scenario_engine.program import Program, Trainee, digest
from scenario_engine.session import Session, Tables, restore, snapshot
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

GOLDEN = Path(__file__).parent / "golden"


def saved(**changes: Any) -> dict[str, Any]:
    """Return a snapshot after two turns, with some fields changed."""
    session = Session.begin(program(), seed=7).step("listen").step("listen")
    return {**json.loads(json.dumps(snapshot(session))), **changes}


@at_most(60)
@given(programs(), st.integers(0, 2**64 - 1), st.data())
def test_a_restored_session_is_the_session_at_every_turn(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """Through JSON; and the rest of the play is the same."""
    session = Session.begin(made, seed=seed, episode=3)
    while True:
        again = restore(json.loads(json.dumps(snapshot(session))), made)
        assert session.observation == again.observation
        assert session.state == again.state
        assert session.score == again.score
        if session.ending:
            return
        choice = data.draw(st.sampled_from(session.choices)).id
        assert session.step(choice).state == again.step(choice).state
        session = session.step(choice)


def test_the_trainees_skill_is_restored() -> None:
    """It decides how the rest of the play goes."""
    trainee = Trainee({"active-listening": 0.25}, otherwise=0.5)
    session = Session.begin(program(), seed=7, trainee=trainee).step("listen")

    assert trainee == restore(snapshot(session), program()).tables.trainee


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda p: p.stem)
def test_sessions_saved_by_earlier_versions_are_read(path: Path) -> None:
    """Every format that was ever written; a file here is never edited."""
    session = restore(json.loads(path.read_text()), program())

    assert session.turn == len(session.taken) > 0


def test_there_are_golden_sessions() -> None:
    """The folder is not empty."""
    assert list(GOLDEN.glob("*.json"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"kind": "a shopping list"}, "Not a saved session of scenario_engine."),
        ({"format": "one"}, "Not a saved session: its format is 'one'."),
        ({"format": 0}, "Not a saved session: its format is 0."),
        (
            {"format": 2, "engine": "9.0"},
            "The session was saved in format 2, by scenario-engine 9.0; this version "
            "reads up to 1. Install a newer version.",
        ),
        (
            {"scenario": "another"},
            "The session was saved in scenario 'another', not in 'a-visit'. Restore it "
            "with that scenario.",
        ),
        (
            {"digest": "0" * 64},
            "The scenario 'a-visit' has changed since the session was saved (digest "
            f"000000000000, now {digest(program())[:12]}), so it would not go on as it "
            "began. Install the pack's earlier version, or begin a new session.",
        ),
        (
            {"choices": "listen"},
            "Not a session: 'choices' is no list. Begin a new session.",
        ),
        (
            {"choices": ["listen", "sing"]},
            "Not a session: its choices cannot be replayed. 'sing' is no intervention "
            "here. Choose one of listen, calm-down, limit.",
        ),
        (
            {"state": {"heard": 2}},
            "Not a session: replaying its choices leads to another state than the one "
            "saved. The file was changed by hand; begin a new session.",
        ),
        (
            {"seed": "seven"},
            "Not a session: seed is 'seven'. Give a whole number from 0 to "
            "18446744073709551615.",
        ),
        (
            {"otherwise": 2},
            "Not a session: Skill in every other technique is 2, outside 0..1. Give a "
            "number from 0 to 1.",
        ),
    ],
)
def test_other_data_is_refused(data: dict[str, Any], message: str) -> None:
    """Each with its reason, in one sentence or two."""
    with pytest.raises(SavedError) as caught:
        restore(saved(**data), program())

    assert message == str(caught.value)


@pytest.mark.parametrize(
    "field", ["digest", "seed", "episode", "skill", "otherwise", "state", "choices"]
)
def test_a_field_that_is_missing_is_refused(field: str) -> None:
    """Never a KeyError."""
    data = saved()
    del data[field]

    with pytest.raises(SavedError):
        restore(data, program())


@given(
    field=st.sampled_from(sorted(saved())),
    value=st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.none())
    ),
)
def test_no_wrong_type_escapes_as_another_error(field: str, value: object) -> None:
    """Whatever stands in a field, it is restored as it was or refused."""
    try:
        session = restore(saved(**{field: value}), program())
    except SavedError:
        return
    assert snapshot(session)["state"] == saved()["state"]


def test_tables_of_another_trainee_are_refused() -> None:
    """The dice would fall differently."""
    tables = Tables(program(), Trainee(otherwise=0.5))

    with pytest.raises(SavedError) as caught:
        restore(saved(), tables)

    assert (
        "The session was saved for a trainee of other skill. Pass the program, or "
        "tables for that trainee."
    ) == str(caught.value)


def test_a_session_goes_on_in_another_process() -> None:
    """A turn a process, each with another hash seed."""
    code = (
        "import json, sys; from scenes import program;"
        "from scenario_engine.session import restore, snapshot;"
        "session = restore(json.load(sys.stdin), program()).step('listen');"
        "json.dump(snapshot(session), sys.stdout)"
    )
    session = Session.begin(program(), seed=20)
    text = json.dumps(snapshot(session))
    for hash_seed in range(3):
        text = subprocess.run(
            [sys.executable, "-c", code],
            input=text,
            env={"PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        session = session.step("listen")

    assert snapshot(session) == json.loads(text)
