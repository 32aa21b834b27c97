"""A file of results is a cohort: its episodes are played again, and reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenario_engine.cli.main import main
from scenario_engine.debrief.cohort.gathering import gather
from scenario_engine.debrief.cohort.results import gather_results
from scenario_engine.packs import load_packs
from scenario_engine.session.trace import verify

PARCELS = Path(__file__).parents[1] / "cli" / "data" / "parcels"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return a file of twelve episodes."""
    out = tmp_path / "episodes.parquet"
    options = "--strategy best --skill 0.5 --episodes 12 --seed 3 --first 5"
    packs = ["--pack-dir", str(PARCELS), "--plain"]
    code = main(
        ["simulate", "late-parcel", *options.split(), "--out", str(out), *packs]
    )
    assert 0 == code
    return out


def test_every_episode_is_found_as_it_was_played(results: Path) -> None:
    """By its number, its trainee, and the name of who chose."""
    registry = load_packs(only=[], folders=[PARCELS])
    gathered = gather([results], registry)
    program = registry.program("late-parcel")

    assert () == gathered.refused
    assert 12 == len(gathered.found)
    for number, each in enumerate(gathered.found, 5):
        verify(each.trace, program)
        assert each.trace.dice is not None
        assert (3, number) == (each.trace.dice.seed, each.trace.dice.episode)
        assert ("best", 0.5) == (each.player, each.trace.trainee.otherwise)


def test_what_is_too_many_is_told(results: Path) -> None:
    """A cohort is read by people."""
    gathered = gather_results(results, most=4)

    assert 4 == len(gathered.found)
    assert ["8 episodes after the first 4. A cohort needs no more of one."] == [
        each.reason for each in gathered.refused
    ]


def test_what_is_no_file_of_results_is_told(tmp_path: Path) -> None:
    """And nothing is made of it."""
    file = tmp_path / "episodes.parquet"
    file.write_bytes(b"PAR1")
    (refused,) = gather_results(file).refused

    assert str(file) == refused.where
    assert "no Parquet or Arrow file, or cut short." == refused.reason


def test_the_command_takes_it(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it takes traces."""
    code = main(["cohort", str(results), "--pack-dir", str(PARCELS), "--plain"])

    assert 0 == code
    assert "12 sessions" in capsys.readouterr().out
