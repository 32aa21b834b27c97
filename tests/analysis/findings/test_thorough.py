"""Every family can be chosen, and every code is told of in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import scenario_engine.analysis.findings as package
from scenario_engine.analysis import Thresholds, check, explore
from scenario_engine.analysis.findings import FAMILIES, thorough
from scenario_engine.analysis.findings.leak import CODES as LOOKS
from scenes import program

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
CODE = re.compile(r'(?:Finding|Thoughtless|_note)\(\s*"([a-z-]+)"')


def test_a_sound_scenario_has_no_finding_at_all() -> None:
    """Within thresholds that it keeps, in every family."""
    gentle = Thresholds(best=0.5, random=0.2, repeat=0.5, thoughtless=0.9, cliff=0.95)

    assert () == thorough(program(), thresholds=gentle)


def test_what_every_check_finds_is_found_here_too() -> None:
    """The family `usual` is what `check` reports."""
    assert check(program()).findings == thorough(program(), families=["usual"])


def test_a_known_state_space_is_not_explored_again() -> None:
    """The findings are those of the space that is given."""
    space = explore(program())

    assert thorough(program(), space=space) == thorough(program())


def test_a_family_that_is_none_is_refused() -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match="cheddar") as caught:
        thorough(program(), families=["cheddar"])

    assert str(caught.value) == (
        "cheddar: no family of findings. Choose among " + ", ".join(FAMILIES) + "."
    )


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    """docs/findings.md has a heading with the code, an example and the mend."""
    folder = Path(str(package.__file__)).parent
    codes = {
        code
        for path in folder.glob("*.py")
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    entries = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.M)[1:]
    headings = {entry.split("\n", 1)[0].strip("`"): entry for entry in entries}

    assert codes | set(LOOKS.values()) == set(headings)
    for entry in headings.values():
        assert "*Example.*" in entry
        assert "*Mend.*" in entry
