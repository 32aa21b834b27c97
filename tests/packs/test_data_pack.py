"""A pack whose whole Python is one line."""

from __future__ import annotations

import importlib
import zipfile

import pytest

from scenario_engine.errors import PackError
from scenario_engine.packs import DataPack
from scenario_engine.packs.about import About
from scenario_engine.vocabulary import KINDS

from .pack_samples import SCENARIO, SHARED, collection, data_folder, data_pack, scenario

INIT = "from scenario_engine.packs import DataPack\n\npack = DataPack(__name__)\n"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return a function that writes a package and imports it."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(name, **files):
        data_folder(tmp_path / name / "data", **files)
        (tmp_path / name / "__init__.py").write_text(INIT)
        return importlib.import_module(name)

    return write


def test_one_line_of_python_gives_all_that_the_data_files_hold(package):
    """Each object comes through the hook of its kind."""
    pack = package("acme_data_one", shared=SHARED, scenarios__queue=SCENARIO).pack

    assert pack.scenario_engine_personas() == collection().personas
    assert pack.scenario_engine_ladders() == collection().ladders
    assert pack.scenario_engine_scenarios() == (scenario(),)
    assert pack.scenario_engine_policies() == ()


def test_every_kind_of_object_can_stand_in_the_data_files(tmp_path):
    """What a file holds under a kind's heading, the kind's hook gives."""
    more = """
    format = 1
    evidence = "assumption"
    [[triggers]]
    id = "noise"
    chance = 0.1
    change = {}
    [[interventions]]
    id = "wait"
    technique = "acme-listening"
    lines = ["…"]
    effects = [{ outcomes = [{ chance = 1 }] }]
    [[policies]]
    id = "rule"
    pattern = "never"
    event = "intervention == 'shout'"
    [[instruments]]
    id = "scale"
    title = "Scale"
    source = "assumption"
    items = [{ id = "calm", label = "Calm", range = [0, 4] }]
    [[scoring]]
    id = "award"
    instrument = "scale"
    item = "calm"
    award = 1
    """
    pack = data_pack(tmp_path, shared=SHARED, more=more, scenarios__queue=SCENARIO)
    given = {
        kind: [each.id for each in getattr(pack, f"scenario_engine_{kind}")()]
        for kind in KINDS
    }

    assert given == {
        "references": ["acme-report"],
        "ladders": ["acme-ladder"],
        "techniques": ["acme-listening"],
        "personas": ["acme-caller"],
        "triggers": ["noise"],
        "interventions": ["wait"],
        "policies": ["rule"],
        "instruments": ["scale"],
        "scoring_rules": ["award"],
        "scenarios": ["acme-queue"],
    }


def test_a_pack_inside_an_archive_is_read_too(tmp_path, monkeypatch):
    """Nothing asks for a file that only a folder would have."""
    data_folder(tmp_path / "acme_data_zip" / "data", shared=SHARED)
    archive = tmp_path / "acme.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("acme_data_zip/__init__.py", INIT)
        written.writestr("acme_data_zip/data/shared.toml", SHARED)
    monkeypatch.syspath_prepend(archive)
    pack = importlib.import_module("acme_data_zip").pack

    assert pack.scenario_engine_personas() == collection().personas


def test_nothing_is_read_before_the_first_hook_and_everything_once(tmp_path):
    """Making a pack costs nothing; what was read stays as it was read."""
    folder = tmp_path / "later"
    pack = DataPack.of_folder(folder)
    data_folder(folder, shared=SHARED)
    first = pack.scenario_engine_personas()
    data_folder(folder, shared="not = [ TOML")

    assert pack.scenario_engine_personas() is first
    assert pack.scenario_engine_ladders() == collection().ladders


def test_every_hook_of_a_faulty_pack_raises_all_its_faults(tmp_path):
    """Whichever hook is called first, and even when the files were mended since."""
    pack = data_pack(tmp_path, one="", two="format = 1\nladdrs = []\n")
    said = []
    for hook in (pack.scenario_engine_scenarios, pack.scenario_engine_ladders):
        with pytest.raises(PackError) as raised:
            hook()
        said.append(str(raised.value))
        data_folder(tmp_path, one="format = 1")

    name = tmp_path.name
    assert said[0] == (
        f"{name}: one.toml: format: missing. "
        "Write `format = 1` at the top of the file.\n"
        f"{name}: two.toml: laddrs: unknown key. Did you mean 'ladders'?"
    )
    assert said[1] == said[0]


def test_the_evidence_of_a_pack_is_that_of_its_files_and_scenarios(tmp_path):
    """Until a file or a scenario gives its own."""
    triggers = "[[triggers]]\nid = '{}'\nchance = 0.1\nchange = {{}}\n"
    pack = data_pack(
        tmp_path,
        pack="format = 1\nevidence = 'acme-report'\n",
        shared=SHARED,
        a="format = 1\n" + triggers.format("quiet"),
        b="format = 1\nevidence = 'assumption'\n" + triggers.format("noise"),
        scenarios__queue=SCENARIO.replace('evidence = "assumption"\n', ""),
    )

    assert {each.id: each.evidence for each in pack.scenario_engine_triggers()} == {
        "quiet": "acme-report",
        "noise": "assumption",
    }
    assert pack.scenario_engine_scenarios()[0].evidence == "acme-report"


def test_an_id_that_stands_in_two_files_is_told_with_both(tmp_path):
    """For shared objects and for scenarios."""
    pack = data_pack(
        tmp_path,
        shared=SHARED,
        again='format = 1\n[[references]]\nid = "acme-report"\ntitle = "Twice"\n',
        scenarios__queue=SCENARIO,
        scenarios__hall=SCENARIO,
    )
    with pytest.raises(PackError) as raised:
        pack.scenario_engine_ladders()

    name = tmp_path.name
    assert str(raised.value) == (
        f"{name}: scenarios/queue.toml: scenario 'acme-queue' > id: acme-queue: stands "
        "in scenarios/hall.toml too. Keep one of the two, or rename it.\n"
        f"{name}: shared.toml: reference 'acme-report' > id: acme-report: stands in "
        "again.toml too. Keep one of the two, or rename it."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format: missing. Give `format`: the version of the data files' form."),
        (
            "format = 2",
            "format: 2: written for a newer scenario-engine. "
            "Install a newer scenario-engine; this one reads format 1.",
        ),
        (
            "format = 0",
            "format: 0: no such format. Write `format = 1` at the top of the file.",
        ),
        (
            "format = 1\ntitel = 'Acme'",
            "titel: unknown key. Did you mean 'title'?",
        ),
        (
            "format = 1\ntitle = 3",
            'title: 3: a whole number where a text belongs. Put it in quotes: "3".',
        ),
    ],
)
def test_what_a_pack_says_of_itself_is_checked_like_all_data(tmp_path, text, said):
    """Its `pack.toml` is a data file too."""
    pack = data_pack(tmp_path, pack=text)
    with pytest.raises(PackError) as raised:
        pack.contents()

    assert str(raised.value) == f"{tmp_path.name}: pack.toml: {said}"


def test_a_pack_need_not_say_anything_of_itself(tmp_path):
    """Without a `pack.toml` it has no title, and no evidence by default."""
    assert data_pack(tmp_path, shared=SHARED).contents().about == About(format=1)


def test_a_pack_is_written_as_its_author_writes_it():
    """In a report or a debugger it says whose data it is."""
    assert repr(DataPack("acme")) == "DataPack('acme')"
