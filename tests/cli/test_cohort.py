"""`cohort`: what many trainees do well, have met, and could play next."""

from __future__ import annotations

import json

import pytest

from scenario_engine.debrief.cohort.gathering import gather
from scenario_engine.debrief.cohort.summary import as_data, summarise
from scenario_engine.packs import load_packs
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session, write

from .places import PARCELS

CHOICES = {
    "Ada": ("listen", "listen", "acknowledge", "acknowledge", "trace"),
    "Ben": ("promise", "trace", "promise", "quote-the-rule"),
}


@pytest.fixture(scope="module")
def registry():
    return load_packs(only=[], folders=[PARCELS])


@pytest.fixture
def folder(tmp_path, registry):
    """Return a folder with three traces of each of two trainees."""
    made = tmp_path / "traces"
    made.mkdir()
    for name, choices in CHOICES.items():
        for episode in range(3):
            session = Session.begin(registry.program("late-parcel"), episode=episode)
            for choice in choices * 3:
                if session.ending or choice not in [c.id for c in session.choices]:
                    continue
                session = session.step(choice)
            trace = of_session(session, player=name)
            (made / f"{name}-{episode}.json").write_text(json.dumps(write(trace)))
    return made


def test_a_cohort_is_told_in_the_terminal(parcels, folder):
    """Techniques, objectives, progress, what was met, what comes next."""
    ran = parcels("cohort", folder)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 trainees, 6 sessions\n")
    for title in ("Techniques", "Progress", "Met in late-parcel", "What cost most"):
        assert f"\n{title}\n---" in ran.out
    assert "habit that escalates" in ran.out
    assert "no test of whoever played" in " ".join(ran.out.split())


def test_commands_that_are_suggested_can_be_typed(parcels, folder):
    """With the packs that were asked for."""
    only = folder / "Ben-0.json"
    ran = parcels("cohort", only)
    [line, *_] = [each for each in ran.out.splitlines() if " play late" in each]

    assert "--pack-dir" in line
    assert " play late-parcel --seed 0 --episode " in line
    assert parcels("play", *line.split(" play ")[1].split(), stdin="q\n").code == 0


def test_as_json_it_is_what_the_library_says(parcels, folder, registry):
    """The same summary, as data."""
    ran = parcels("cohort", folder, "--json")

    assert json.loads(ran.out) == json.loads(
        json.dumps(as_data(summarise(gather([folder], registry), registry)))
    )


def test_the_report_is_a_page(parcels, folder, tmp_path):
    """Written whole, to a new file."""
    path = tmp_path / "cohort.html"
    ran = parcels("cohort", folder, "--html", path)

    assert ran.code == 0
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert path.read_text("utf-8").endswith("</html>\n")
    assert [each.name for each in tmp_path.iterdir()] != []


def test_what_is_there_is_not_written_over(parcels, folder, tmp_path):
    """It is refused before any work is done."""
    path = tmp_path / "cohort.html"
    path.write_text("mine", "utf-8")
    ran = parcels("cohort", folder, "--html", path)

    assert (ran.code, ran.out) == (2, "")
    assert f"--html {path}: the file exists. Name another file." in ran.err
    assert path.read_text("utf-8") == "mine"


def test_a_file_that_cannot_be_used_is_left_out_and_told(parcels, folder):
    """One message for each; the exit code says so; the rest is told."""
    (folder / "broken.json").write_text("{", "utf-8")
    ran = parcels("cohort", folder, folder / "none.json")

    assert ran.code == 1
    assert ran.out.startswith("2 trainees, 6 sessions\n")
    assert ran.err.count("scenario-engine: left out: ") == 2
    assert f"{folder / 'broken.json'}: No JSON, or cut short" in ran.err
    assert f"{folder / 'none.json'}: No such file or directory" in ran.err


def test_without_anything_to_use_nothing_is_written(parcels, tmp_path):
    """One message, usage or input."""
    (tmp_path / "broken.json").write_text("{", "utf-8")
    page = tmp_path / "cohort.html"
    ran = parcels("cohort", tmp_path, "--html", page)

    assert (ran.code, ran.out) == (2, "")
    assert "There is no trace that can be used." in ran.err
    assert not page.exists()
    assert "Traceback" not in ran.err


def test_without_names_none_is_written(parcels, folder, tmp_path):
    """Neither in the terminal, nor in the page, nor as JSON."""
    page = tmp_path / "cohort.html"
    (folder / "Ada-broken.json").write_text("{", "utf-8")
    told = parcels("cohort", folder, "--anonymous", "--html", page)
    data = parcels("cohort", folder, "--anonymous", "--json")

    assert "trainee 2" in told.out
    for text in (told.out, page.read_text("utf-8"), data.out):
        assert "Ada" not in text
        assert "Ben" not in text
