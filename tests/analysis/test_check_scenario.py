"""A scenario of a pack is checked by what the pack, or it itself, asks for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenario_engine.analysis import check, check_scenario
from scenario_engine.errors import NotFoundError, PackError
from scenario_engine.packs import load_packs

if TYPE_CHECKING:
    from scenario_engine.packs import Registry

PARCELS = Path(__file__).parents[1] / "cli" / "data" / "parcels"
STRICT = "[thresholds]\nrandom = 0.001\n"


def parcels(
    folder: Path,
    pack: str = "",
    scenario: str = "",
    shared: tuple[str, str] = ("", ""),
) -> Registry:
    """Load the parcels with more at the end of some files, and *shared* replaced."""
    shutil.copytree(PARCELS, folder / "parcels")
    for name, more in (("pack.toml", pack), ("scenarios/late-parcel.toml", scenario)):
        path = folder / "parcels" / name
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    path = folder / "parcels" / "shared.toml"
    path.write_text(path.read_text("utf-8").replace(*shared), "utf-8")
    return load_packs(only=[], folders=[folder / "parcels"], strict=True)


def codes(registry: Registry) -> dict[str, float | None]:
    """Return the thresholds of the usual findings, by code."""
    found = check_scenario(registry, "late-parcel", families=["usual"])
    return {each.code: each.threshold for each in found.findings}


def test_a_pack_sets_the_thresholds_of_its_scenarios(tmp_path):
    """And the finding shows the one that it was held against."""
    assert codes(parcels(tmp_path / "usual")) == {}
    assert codes(parcels(tmp_path / "strict", STRICT)) == {"random-too-high": 0.001}


def test_a_scenario_sets_its_own(tmp_path):
    """Which count instead of those of its pack."""
    own = '\n[thresholds]\nbest = 0.99\nwhy = "It is the easiest one."\n'

    assert codes(parcels(tmp_path, STRICT, own)) == {"best-too-low": 0.99}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("random = 1.5", "thresholds > random: 1.5: not in 0..1. Give a number from"),
        ('random = "0.5"', 'random: "0.5": a text where a number belongs. Write it'),
        ("randm = 0.5", "thresholds > randm: unknown key. Did you mean 'random'?"),
    ],
)
def test_a_threshold_that_is_none_is_a_fault_of_the_file(wrong, said, tmp_path):
    """In the words of every other fault."""
    with pytest.raises(PackError) as caught:
        parcels(tmp_path, f"[thresholds]\n{wrong}\n")

    assert "parcels: pack.toml: thresholds" in str(caught.value)
    assert said in str(caught.value)


# A trait that is called like an attribute of the surface is one.
MOTHS = ('need = "to be taken seriously"', 'surface = { patience = "none" }')


def declaring(reason: str) -> tuple[str, str]:
    """Return the same, with *reason* for a difference."""
    return MOTHS[0], f"{MOTHS[1]}\nunequal = {reason}"


def waiting(name: str = "patience") -> str:
    """Return a stage of the world that asks for a trait."""
    return f"""
[[world]]
id = "waiting"
when = "escalation <= 2"
chance = "0.1 * {name}"
change = {{ escalation = "+1" }}
"""


def unequal(registry: Registry) -> list[str]:
    """Return what is found of people who are treated unequally."""
    found = check_scenario(registry, "late-parcel").findings
    return [each.message for each in found if each.code == "unequal-treatment"]


def test_the_surface_is_looked_at_with_the_rest(tmp_path):
    """A program alone has no trace of it."""
    registry = parcels(tmp_path, scenario=waiting(), shared=MOTHS)
    program = registry.program("late-parcel")

    assert "'patience'" in unequal(registry)[0]
    alone = check(program).findings
    assert "unequal-treatment" not in {each.code for each in alone}


def test_a_difference_with_a_reference_is_no_finding(tmp_path):
    """The pack declares it, and cites why."""
    cited = declaring('{ patience = "parcel-study" }')

    assert [] == unequal(parcels(tmp_path, scenario=waiting(), shared=cited))


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            '{ patience = "parcel-studdy" }',
            "unequal > patience: parcel-studdy: unknown",
        ),
        ('{ hat = "parcel-study" }', "unequal > hat: hat: no attribute of the surface"),
    ],
)
def test_a_reason_that_is_none_is_a_fault_of_the_file(reason, said, tmp_path):
    """An unknown reference, or nothing of the surface."""
    with pytest.raises(PackError) as caught:
        parcels(tmp_path, scenario=waiting(), shared=declaring(reason))

    assert said in str(caught.value)


def test_a_scenario_that_is_none_is_refused(tmp_path):
    """By the registry, with the one that may be meant."""
    with pytest.raises(NotFoundError, match="Did you mean 'late-parcel'"):
        check_scenario(parcels(tmp_path), "late-parcl")
