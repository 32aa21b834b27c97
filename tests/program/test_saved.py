"""Programs round-trip through plain data, and have a stable digest."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given

from scenario_engine.errors import SavedError
from scenario_engine.expressions import parse
from scenario_engine.program import Program, digest, from_data, to_data
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Variable
from scenes import SCENARIO, program
from searching import at_most


@at_most(50)
@given(programs())
def test_a_program_equals_its_own_round_trip(made: Program) -> None:
    """Through data and through JSON."""
    assert made == from_data(to_data(made))
    assert made == from_data(json.loads(json.dumps(to_data(made))))


def test_the_digest_is_the_one_it_was() -> None:
    """Pinned: a digest that moves makes every saved session and result a stranger."""
    pinned = "c8e08dbf27b701e27c537119c2c2a95d5246d2dd8ffcde4337fee7ef28f32110"

    assert pinned == digest(program())


def test_the_digest_is_the_same_in_another_process() -> None:
    """Whatever the hash seed."""
    code = "from scenes import program; from scenario_engine.program import digest; "
    found = {
        subprocess.run(
            [sys.executable, "-c", f"{code}print(digest(program()))"],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }

    assert {digest(program())} == found


@pytest.mark.parametrize(
    "changes",
    [
        {"horizon": 5},
        {"title": "Another title"},
        {"variables": {"heard": Variable(range=(0, 1), start=0)}},
    ],
)
def test_the_digest_changes_with_the_content(changes: dict[str, Any]) -> None:
    """Dynamics, texts and what can be seen all count."""
    assert digest(program()) != digest(program(**changes))


def test_what_came_later_is_saved_where_it_is_used() -> None:
    """Which points are better is left out for more, so that earlier digests stay."""
    (rule, _) = SCENARIO.scoring
    fewer = program(scoring=(attrs.evolve(rule, item="slips"),))
    (saved,) = to_data(fewer)["actions"][0]["rewards"]

    assert "better" not in to_data(program())["actions"][0]["rewards"][0]
    assert "fewer" == saved["better"]
    assert fewer == from_data(to_data(fewer))


def test_good_practice_is_saved_where_it_is_marked() -> None:
    """It counts in the digest, and is left out where nothing is marked."""
    first, *others = SCENARIO.interventions
    marked = attrs.evolve(first, good_practice=parse("heard == 0"))
    made = program(interventions=(marked, *others))
    saved = to_data(made)["actions"]

    assert ["good_practice" in action for action in saved] == [True, False, False]
    assert "heard == 0" == saved[0]["good_practice"]
    assert made == from_data(to_data(made))
    assert digest(made) != digest(program())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            [],
            "Not a program of format 1: format is []. Save it again with this version "
            "of scenario_engine.",
        ),
        (
            {"format": 2},
            "Not a program of format 1: format is 2. Save it again with this version "
            "of scenario_engine.",
        ),
    ],
)
def test_what_is_no_program_is_refused(data: Any, message: str) -> None:
    """With the format that was found."""
    with pytest.raises(SavedError) as caught:
        from_data(data)

    assert message == str(caught.value)


def test_a_program_with_a_field_missing_is_refused() -> None:
    """The message names the field."""
    data = to_data(program())
    del data["horizon"]

    with pytest.raises(SavedError, match=r"horizon"):
        from_data(data)
