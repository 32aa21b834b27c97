"""A trace is read whole, or refused with everything that is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scenario_engine.errors import SavedError
from scenario_engine.session import Session
from scenario_engine.session.trace import (
    Dice,
    Trace,
    of_session,
    read,
    read_text,
    verify,
    write,
)
from scenario_engine.session.trace.reading import MOST_BYTES
from scenes import program

GOLDEN = Path(__file__).parent / "golden"


def written() -> dict[str, Any]:
    """Return a trace of two turns as it is written."""
    session = Session.begin(program(), seed=7).step("listen").step("listen")
    trace = of_session(session, player="P 1", strategy="script:listen")
    data: dict[str, Any] = json.loads(json.dumps(write(trace)))
    return data


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of everything in *data*."""
    found = [path] if path else []
    if isinstance(data, dict):
        parts = list(data.items())
    elif isinstance(data, list):
        parts = list(enumerate(data))
    else:
        parts = []
    for key, value in parts:
        found += leaves(value, (*path, key))
    return found


def replaced(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return *data* with *value* at *path*."""
    copy = json.loads(json.dumps(data))
    at = copy
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return copy


def test_what_was_written_is_read() -> None:
    """With who played and how."""
    trace = read_text(json.dumps(written()))

    assert ("P 1", "script:listen", Dice(7, 0)) == (
        trace.player,
        trace.strategy,
        trace.dice,
    )
    assert write(trace) == written()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda p: p.stem)
def test_traces_of_earlier_versions_are_read(path: Path) -> None:
    """Every format that was ever written; a file here is never edited."""
    trace = read_text(path.read_bytes())

    verify(trace, program())
    assert trace.turns == 2


def test_a_file_that_was_cut_short_is_refused() -> None:
    """Wherever it was cut."""
    text = json.dumps(written())
    for length in range(0, len(text), 7):
        with pytest.raises(SavedError, match="Not a trace"):
            read_text(text[:length])


@pytest.mark.parametrize(
    "wrong", [3.5, True, [], {}, "text", -1, [[]], {"a": {}}, "\ud800"]
)
def test_a_value_of_the_wrong_kind_is_refused_wherever_it_stands(wrong: Any) -> None:
    """Or is a value that may stand there; never anything but a refusal."""
    for path in leaves(written()):
        data = replaced(written(), path, wrong)
        try:
            trace = read(data)
        except SavedError:
            continue
        assert isinstance(trace, Trace)


def test_all_faults_are_told_at_once() -> None:
    """Each with its place, what stands there, and what belongs there."""
    data = written()
    data["mood"] = 1
    data["digest"] = None
    data["otherwise"] = "much"
    data["seed"] = -1
    data["moments"][0]["choice"] = "listen"
    data["moments"][1]["visible"]["composure"] = 1.5
    data["moments"][2]["offered"] = "listen"
    with pytest.raises(SavedError) as refused:
        read(data)

    assert str(refused.value) == (
        "Not a trace:\n"
        "  mood: no such key\n"
        "  otherwise: 'much'; a number from 0 to 1 belongs here\n"
        "  seed is -1. Give a whole number from 0 to 18446744073709551615.\n"
        "  moments[1].visible.composure: 1.5; a whole number belongs here\n"
        "  moments[2].offered: 'listen'; a list belongs here\n"
        "  moments[0].choice: nothing is chosen before the start\n"
        "  digest: missing; a text belongs here\n"
        "Write the file again."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "its kind is not"),
        ('{"kind": "scenario_engine session"}', "its kind is not"),
        ('{"kind": "scenario_engine trace"}', "its format is None"),
        ('{"kind": "scenario_engine trace", "format": 2}', "Install a newer version"),
        ('{"kind": NaN}', "NaN is no number of JSON"),
        ("[" * 100_000, "nested too deeply"),
        (" " * (MOST_BYTES + 1), "longer than"),
    ],
)
def test_what_is_no_trace_is_refused(text: str, said: str) -> None:
    """With the reason."""
    with pytest.raises(SavedError, match=said):
        read_text(text)


@pytest.mark.parametrize("skill", [{"skill": {"set-limit": 2}}, {"otherwise": -0.5}])
def test_a_skill_outside_its_range_is_refused(skill: dict[str, Any]) -> None:
    """As everywhere."""
    with pytest.raises(SavedError, match=r"outside 0\.\.1"):
        read({**written(), **skill})


def test_a_trace_without_a_moment_is_refused() -> None:
    """There is a start at least."""
    with pytest.raises(SavedError, match="not even the start"):
        read({**written(), "moments": []})
