"""Every family can be chosen, and every code is told of in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

import scenario_engine.analysis.findings as package
from scenario_engine.analysis import Thresholds, check, explore
from scenario_engine.analysis.findings import FAMILIES, thorough
from scenario_engine.analysis.findings.leak import CODES as LOOKS
from scenario_engine.expressions import parse
from scenes import CALM_DOWN, LIMIT, LISTEN, program

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
CODE = re.compile(r'(?:Finding|Thoughtless|note)\(\s*"([a-z-]+)"')


def test_a_sound_scenario_has_no_finding_at_all() -> None:
    """Within thresholds that it keeps, in every family."""
    # Whoever reaches level 3 is through, so that the guard says what is so anyway.
    plain = attrs.evolve(
        LISTEN, effects=(attrs.evolve(LISTEN.effects[0], when=parse("True")),)
    )
    made = program(interventions=(plain, CALM_DOWN, LIMIT))
    gentle = Thresholds(best=0.5, random=0.2, repeat=0.5, thoughtless=0.9, cliff=0.95)

    assert () == thorough(made, thresholds=gentle)


def test_what_a_check_finds_is_found_here_too() -> None:
    """All of it, and of a single family what is asked for."""
    made = program()
    for families in (None, ["usual"]):
        found = thorough(made, families=families)
        assert set(found) == set(check(made, families=families).findings) != set()


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
    headings.pop("Thresholds")

    assert codes | set(LOOKS.values()) == set(headings)
    for entry in headings.values():
        assert "*Example.*" in entry
        assert "*Mend.*" in entry


def test_every_threshold_is_told_of_with_what_is_usual() -> None:
    """In the table of the page, in the order of the class."""
    told = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE.read_text("utf-8"), re.M)
    usual = [(f.name, f.default) for f in attrs.fields(Thresholds) if f.name != "why"]

    assert usual == [(name, float(value)) for name, value in told]
