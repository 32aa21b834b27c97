"""Loading packs: each as a whole or not at all, and none in another's way."""

from __future__ import annotations

import itertools
import re
from typing import Any

import attrs
import pytest

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs import DataPack, hookimpl, load_packs
from scenario_engine.vocabulary import Reference

from .pack_samples import (
    HEALTHY,
    SCENARIO,
    SHARED,
    collection,
    data_folder,
    data_pack,
    entry,
    failing,
    giving,
    healthy,
    load,
    module,
    only_report,
    raising,
    scenario,
)

NO_FAULTS: Any = ["no fault"]
NO_MAPPING: Any = []


class BrokenError(Exception):
    """An error that cannot even say what it is about."""

    def __str__(self):
        raise ValueError


def test_a_healthy_pack_is_loaded_with_all_it_gives():
    """Its objects are found by id, its scenario is lowered, and its report says so."""
    registry = load(HEALTHY)
    report = registry.pack("healthy")

    assert (report.state, report.distribution, report.version, report.home) == (
        "loaded",
        "acme-healthy",
        "1.0",
        "acme_healthy:pack",
    )
    assert report.counts == {
        "references": 1,
        "ladders": 1,
        "techniques": 1,
        "personas": 1,
        "scenarios": 1,
    }
    assert report.hooks == (
        "scenario_engine_references",
        "scenario_engine_ladders",
        "scenario_engine_techniques",
        "scenario_engine_personas",
        "scenario_engine_scenarios",
    )
    assert report.faults == ()
    assert registry.scenarios == ("acme-queue",)
    assert registry.program("acme-queue").pack == "healthy"


def test_a_pack_of_data_says_what_it_is_called(tmp_path):
    """Title and description of its `pack.toml` stand in its report."""
    about = 'format = 1\ntitle = "Acme"\ndescription = "Queues of all kinds."\n'
    report = only_report(entry("acme", data_pack(tmp_path, pack=about)))

    assert (report.state, report.title, report.description, report.counts) == (
        "loaded",
        "Acme",
        "Queues of all kinds.",
        {},
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ModuleNotFoundError("No module named 'nowhere'"),
            "ModuleNotFoundError: No module named 'nowhere'",
        ),
        (SystemExit(3), "SystemExit: 3"),
        (GeneratorExit(), "GeneratorExit"),
        (RecursionError("too deep"), "RecursionError: too deep"),
        (BrokenError(), "BrokenError"),
        (PackError(NO_FAULTS), "PackError: no fault"),
        (
            PackError([Fault("another", "", "title", "", "missing", "Write one")]),
            None,
        ),
    ],
)
def test_a_pack_that_raises_on_import_is_refused(error, said):
    """Whatever it raises, an attempt to end the process included, is its reason."""
    report = only_report(failing("broken", error))

    assert report.state == "refused"
    assert report.counts == {}
    assert report.reasons == (
        (
            "broken: entry point 'acme_broken:pack' > line 1 of acme_broken.py: "
            f"{said}: raised when it was imported. "
            "Mend the pack, install what it needs, or block it.",
        )
        if said
        else ("broken: title: missing. Write one.",)
    )


def test_a_pack_that_is_no_python_is_refused():
    """The reason of a syntax error is its line, not the line that imports it."""
    error = SyntaxError("invalid syntax", ("/home/acme/acme.py", 7, 1, "def", 7, 4))

    assert only_report(failing("broken", error)).reasons == (
        "broken: entry point 'acme_broken:pack' > line 7 of acme.py: SyntaxError: "
        "invalid syntax: raised when it was imported. "
        "Mend the pack, install what it needs, or block it.",
    )


def test_the_users_own_interruption_is_no_fault_of_a_pack():
    """Ctrl-C while packs are imported ends the loading."""
    with pytest.raises(KeyboardInterrupt):
        load(HEALTHY, failing("slow", KeyboardInterrupt()))


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit("no")])
def test_every_hook_that_raises_is_told(error):
    """One broken hook does not hide the next, and the whole pack is refused."""
    broken = module(
        scenario_engine_personas=hookimpl(raising(error)),
        scenario_engine_references=hookimpl(lambda: [Reference(id="a", title="A")]),
        scenario_engine_scenarios=hookimpl(raising(error)),
    )
    report = only_report(entry("broken", broken))

    assert report.state == "refused"
    assert report.reasons == tuple(
        f"broken: {hook} > line 1 of acme_broken.py: {type(error).__name__}: no: "
        "raised when the hook was called. Mend the pack, or block it."
        for hook in ("scenario_engine_personas", "scenario_engine_scenarios")
    )


def test_what_a_generator_raises_halfway_is_told():
    """A hook may be a generator, and is guarded to its end."""

    @hookimpl
    def scenario_engine_references():
        yield Reference(id="a", title="A")
        raise LookupError("no more")

    made = module(scenario_engine_references=scenario_engine_references)
    (reason,) = only_report(entry("broken", made)).reasons

    assert re.sub("line [0-9]+", "line N", reason) == (
        "broken: scenario_engine_references > line N of test_loading.py: LookupError: "
        "no more: raised when the hook was called. Mend the pack, or block it."
    )


@pytest.mark.parametrize(
    ("objects", "reasons"),
    [
        (
            None,
            [
                "None: not an iterable of Persona. "
                "Return Persona objects, or an empty tuple."
            ],
        ),
        (
            "acme-caller",
            [
                "a value of the class str: not an iterable of Persona. "
                "Return Persona objects, or an empty tuple."
            ],
        ),
        (
            collection().personas[0],
            [
                "a value of the class Persona: not an iterable of Persona. "
                "Return Persona objects, or an empty tuple."
            ],
        ),
        (
            {"acme-caller": collection().personas[0]},
            [
                "a value of the class dict: not an iterable of Persona. "
                "Return Persona objects, or an empty tuple."
            ],
        ),
        (
            [None, collection().personas[0], collection().ladders[0]],
            [
                "entry 1: None: not of the class Persona. "
                "Return Persona objects, or an empty tuple.",
                "entry 3: a value of the class Ladder: not of the class Persona. "
                "Return Persona objects, or an empty tuple.",
            ],
        ),
        (itertools.repeat(None), ["more than 10000 objects. Give fewer."]),
    ],
)
def test_a_hook_that_answers_with_anything_else_is_refused(objects, reasons):
    """No answer, one object for many, another kind, and answers without end."""
    report = only_report(entry("broken", giving(personas=objects)))

    assert report.reasons == tuple(
        f"broken: scenario_engine_personas: {reason}" for reason in reasons
    )


def test_objects_put_together_from_the_wrong_kinds_of_values_are_refused():
    """A pack in Python can put anything into a field; it is told, not suffered."""
    shapeless = attrs.evolve(scenario(), id="acme-shapeless", variables=NO_MAPPING)
    (reason,) = only_report(entry("zeal", giving(scenarios=[shapeless]))).reasons

    assert reason == (
        "zeal: scenario 'acme-shapeless': AttributeError: 'list' object has no "
        "attribute 'items': raised while the scenario was lowered. Look at how its "
        "objects are made: each field as the vocabulary has it."
    )


def test_an_id_that_a_pack_gives_twice_is_refused():
    """Within one kind; the same id for two kinds is fine."""
    twice = giving(
        references=[Reference(id="acme", title="A"), Reference(id="acme", title="B")],
        personas=[attrs.evolve(collection().personas[0], id="acme")],
    )

    assert only_report(entry("broken", twice)).reasons == (
        "broken: reference 'acme' > id: acme: stands twice in this pack. "
        "Keep one of the two, or rename it.",
    )


def test_all_faults_of_all_files_of_a_pack_are_told(tmp_path):
    """A pack of data is read to its end, and each fault names its file."""
    broken = data_pack(
        tmp_path,
        pack="format = 2\n",
        shared=SHARED.replace('family = "acme-rapport"\n', ""),
        other="format = 1\n[[references]]\nid = 'acme-report'\ntitle = ''\n",
        scenarios__queue=SCENARIO.replace("horizon = 4", "horizon = 0"),
    )

    assert only_report(entry("broken", broken)).reasons == (
        "broken: pack.toml: format: 2: written for a newer scenario-engine. "
        "Install a newer scenario-engine; this one reads format 1.",
        "broken: other.toml: reference 'acme-report' > title: '': empty. Write a text.",
        "broken: scenarios/queue.toml: horizon: 0: not in 1..200. "
        "Give a whole number from 1 to 200.",
        "broken: shared.toml: technique 'acme-listening' > family: missing. "
        "Give `family`: the group of techniques that it belongs to.",
    )


def test_a_fault_that_lowering_finds_names_the_file(tmp_path):
    """A misspelt name in a guard is a fault of the file that it stands in."""
    misspelt = SCENARIO.replace("acme-queue", "acme-hall").replace(
        "escalation == 0", "escalatoin == 0"
    )
    shared = "format = 1\n[[triggers]]\nid = 'noise'\nchance = 0.1\nchange = {}\n"
    broken = data_pack(tmp_path, scenarios__hall=misspelt, more=shared)

    assert only_report(entry("hall", broken)).reasons == (
        "hall: scenarios/hall.toml: ending 'settled' > when: escalatoin: 'escalatoin' "
        "is not a known name. "
        "Write 'escalation' or 'caller.escalation', if that is meant.",
    )


def test_packs_are_taken_in_the_order_of_their_ids():
    """Whatever order they are found in, reports and results are the same."""
    packs = [
        entry("b", giving(references=[Reference(id="b", title="B")])),
        entry("a", giving(references=[Reference(id="a", title="A")])),
        failing("c", ImportError("no")),
        HEALTHY,
    ]
    registries = [load(*order) for order in itertools.permutations(packs)]

    assert [report.id for report in registries[0].packs] == ["a", "b", "c", "healthy"]
    assert all(registry == registries[0] for registry in registries)


def test_a_blocked_pack_is_not_even_imported():
    """Nothing of it runs; its report says who did not want it."""
    registry = load(HEALTHY, failing("acme", AssertionError("ran")), block=["acme"])
    report = registry.pack("acme")

    assert (report.state, report.hooks) == ("blocked", ())
    assert report.reasons == ("acme: blocked by name. Unblock it to load it.",)
    assert registry.pack("healthy").state == "loaded"


def test_packs_that_are_not_asked_for_are_not_imported():
    """Naming packs leaves the others out, but not the engine's own."""
    core = entry("core", giving(), distribution="Scenario_Engine")
    core = attrs.evolve(core, load=lambda: giving(references=[]))
    other = failing("acme", AssertionError("ran"))
    registry = load(HEALTHY, other, core, only=["healthy"])

    assert [(report.id, report.state) for report in registry.packs] == [
        ("core", "loaded"),
        ("acme", "blocked"),
        ("healthy", "loaded"),
    ]
    assert registry.pack("acme").reasons == (
        "acme: not among the packs that were asked for. Ask for it to load it.",
    )


def test_a_pack_that_is_asked_for_and_not_there_is_told():
    """A misspelt id does not pass for a pack without scenarios."""
    registry = load(HEALTHY, only=["helthy", "water"])

    assert [
        report.reasons for report in registry.packs if report.state == "refused"
    ] == [
        ("helthy: no pack of this id is installed. Did you mean 'healthy'?",),
        ("water: no pack of this id is installed. Install it, or leave it out.",),
    ]


@pytest.mark.parametrize("option", ["block", "only"])
def test_one_id_is_no_list_of_ids(option):
    """A text in place of a list would block the packs named by its letters."""
    with pytest.raises(TypeError) as raised:
        load(HEALTHY, **{option: "healthy"})

    assert str(raised.value) == (
        "ids of packs are given in a list: ['healthy'], not 'healthy'"
    )


def test_strict_loading_raises_all_faults_of_all_packs():
    """In the order of packs, and blocked ones are no fault."""
    packs = [
        failing("b", ImportError("no")),
        entry("a", module()),
        failing("c", ImportError("no")),
        HEALTHY,
    ]
    with pytest.raises(PackError) as raised:
        load(*packs, strict=True, block=["c"])

    assert str(raised.value) == (
        "a: no hook: the pack would add nothing. "
        "Name a DataPack or a module with hooks in the entry point.\n"
        "b: entry point 'acme_b:pack' > line 1 of acme_broken.py: ImportError: no: "
        "raised when it was imported. "
        "Mend the pack, install what it needs, or block it."
    )


def test_strict_loading_of_healthy_packs_is_loading():
    """Strictness changes nothing where nothing is wrong."""
    assert load(HEALTHY, strict=True) == load(HEALTHY)


def test_a_folder_of_data_is_a_pack(tmp_path):
    """It is named like the folder, and needs no Python and no packaging."""
    folder = data_folder(tmp_path / "my-ward", shared=SHARED, scenarios__queue=SCENARIO)
    registry = load(folders=[folder])
    (report,) = registry.packs

    assert (report.id, report.state, report.home) == ("my-ward", "loaded", str(folder))
    assert (report.distribution, report.version) == ("", "")
    assert registry.program("acme-queue").pack == "my-ward"


def test_a_folder_is_asked_for_by_being_named(tmp_path):
    """Naming packs does not leave out a folder; blocking its name does."""
    folder = data_folder(tmp_path / "my-ward", shared=SHARED)

    assert load(folders=[folder], only=[]).pack("my-ward").state == "loaded"
    assert load(folders=[folder], block=["my-ward"]).pack("my-ward").state == "blocked"


def test_folders_that_cannot_be_used_are_told(tmp_path):
    """One that is not there, one with a name that is no id, and one given twice."""
    folder = data_folder(tmp_path / "my-ward", shared=SHARED)
    unnamed = data_folder(tmp_path / "My Ward", shared=SHARED)
    second = data_folder(tmp_path / "again" / "my-ward", shared=SHARED)
    registry = load(folders=[tmp_path / "nowhere", unnamed, folder, second, folder])

    assert [report.reasons for report in registry.packs] == [
        (
            "My Ward: id: My Ward: not the id of a pack. Use at most 64 lower-case "
            "letters and digits, with single hyphens between them, beginning with a "
            "letter.",
        ),
        (),
        (
            f"my-ward: id: my-ward: the id of the pack of {second} too. "
            "Rename one of the two, or remove it.",
        ),
        ("nowhere: nowhere: no such folder. Make it, or name another.",),
    ]


def test_two_registries_with_different_packs_live_side_by_side():
    """What one loads is nothing to the other, even when both ask the same pack."""
    extra = entry("extra", giving(references=[Reference(id="extra", title="Extra")]))
    one, two = load(HEALTHY), load(HEALTHY, extra)

    assert "extra" not in one.library.references
    assert "extra" in two.library.references
    assert one.program("acme-queue") == two.program("acme-queue")
    assert [report.id for report in one.packs] == ["healthy"]


def test_nothing_is_left_of_a_pack_that_fails_at_its_last_hook():
    """Its good references are not in the library, and the id is free for others."""
    half = module(
        scenario_engine_references=hookimpl(lambda: [Reference(id="a", title="A")]),
        scenario_engine_scenarios=hookimpl(raising(ValueError("no"))),
    )
    free = entry("later", giving(references=[Reference(id="a", title="B")]))
    registry = load(entry("earlier", half), free)

    assert registry.library.references["a"].title == "B"
    assert registry.library.pack_of("references", "a") == "later"


def test_a_pack_that_is_no_package_has_no_data():
    """`DataPack(__name__)` in a single module would look in the wrong folder."""
    assert only_report(entry("broken", DataPack("this"))).reasons == (
        "broken: DataPack('this'): not a package, so there is no folder to look for "
        "data in. Make it a package: a folder with __init__.py and data/.",
    )


def test_a_pack_in_python_works_as_well_as_one_of_data(tmp_path):
    """The same objects through hooks and from files lower to the same program."""
    files = data_pack(tmp_path, shared=SHARED, scenarios__queue=SCENARIO)
    of_data = load(entry("acme", files))
    of_python = load(entry("acme", healthy()))

    assert of_data.library == of_python.library
    assert of_data.programs == of_python.programs


def test_what_is_installed_is_found_by_itself():
    """Without anything invented, the engine's own pack comes first and is loaded."""
    first = load_packs().packs[0]

    assert (first.id, first.distribution, first.state) == (
        "core",
        "scenario-engine",
        "loaded",
    )
