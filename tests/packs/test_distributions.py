"""Real distributions, broken in every way, beside sound ones that never notice."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from scenario_engine.version import __version__

from .installing import SOURCES, install

# Loads what is installed, and says what became of it; a scenario that was loaded is
# played by the reference interpreter, which shows that it works.
PROGRAM = """
import json
from scenario_engine.packs import load_packs
from scenario_engine.program import Interpreter, digest

registry = load_packs()
program = registry.program("acme-queue")
first = program.starts[0].state
branches = Interpreter(program).response(first, program.actions[0])
print(json.dumps({
    "packs": {
        report.id: {
            "distribution": [report.distribution, report.version],
            "state": report.state,
            "reasons": report.reasons,
        }
        for report in registry.packs
    },
    "digests": {id_: digest(registry.program(id_)) for id_ in registry.scenarios},
    "adapted_by": registry.adapted_by,
    "monitors": [monitor.policy for monitor in program.monitors],
    "references": sorted(registry.library.references),
    "branches": len(branches),
}))
"""


def loaded_with(folder, *names):
    """Load, in an interpreter of its own, all that is installed and *names*."""
    folder.mkdir()
    for name in names:
        install(name, folder)
    path = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return what is loaded with the sound pack alone."""
    return loaded_with(tmp_path_factory.mktemp("sound") / "packages", "acme-healthy")


WRONG = {
    "acme-import-error": [
        "entry point 'acme_import_error:pack' > line 3 of __init__.py: "
        "ModuleNotFoundError: No module named 'acme_nowhere': raised when it was "
        "imported. Mend the pack, install what it needs, or block it."
    ],
    "acme-syntax-error": [
        "entry point 'acme_syntax_error:pack' > line 5 of __init__.py: SyntaxError: "
        "'(' was never closed: raised when it was imported. "
        "Mend the pack, install what it needs, or block it."
    ],
    "acme-exit": [
        "entry point 'acme_exit:pack' > line 5 of __init__.py: SystemExit: the pack "
        "wants to be alone: raised when it was imported. "
        "Mend the pack, install what it needs, or block it."
    ],
    "acme-hook-raises": [
        "scenario_engine_personas > line 16 of __init__.py: KeyError: 'acme-visitor': "
        "raised when the hook was called. Mend the pack, or block it."
    ],
    "acme-misspelt-hook": [
        "scenario_engine_personnas: no hook of this name. "
        "Did you mean 'scenario_engine_personas'?"
    ],
    "acme-unmarked-hook": [
        "scenario_engine_personas: not marked as a hook, so that it would never be "
        "called. Mark it with @hookimpl of scenario_engine.packs, or rename it."
    ],
    "acme-wrong-answer": [
        "scenario_engine_references: None: not an iterable of Reference. "
        "Return Reference objects, or an empty tuple.",
        "scenario_engine_personas: entry 1: a value of the class Reference: not of the "
        "class Persona. Return Persona objects, or an empty tuple.",
    ],
    "acme-newer-engine": [
        "Requires-Dist: scenario-engine>=99: not what is installed, which is "
        f"scenario-engine {__version__}. "
        "Install versions of the two that go together."
    ],
    "acme-older-engine": [
        "Requires-Dist: scenario-engine<0.0.1: not what is installed, which is "
        f"scenario-engine {__version__}. "
        "Install versions of the two that go together."
    ],
    "acme-newer-hooks": [
        "api: 2: newer than version 1 of the hooks, which this engine has. "
        "Install a newer engine, or an older version of the pack."
    ],
    "acme-older-hooks": [
        "SCENARIO_ENGINE_API: 0: older than version 1 of the hooks, from which on this "
        "engine has them. Install a newer version of the pack, or an older engine."
    ],
    "acme-repeated-id": [
        "shared.toml: reference 'acme-report' > id: acme-report: the pack "
        "'acme-healthy' has a reference of this id already. "
        "Use its, or rename this one."
    ],
    "acme-faulty-file": [
        'scenarios/acme-hall.toml: horizon: "four": a text where a whole number '
        "belongs. Write a whole number, such as 3.",
        "scenarios/acme-hall.toml: ending 'settled' > when: escalation = 0: '=' (an "
        "assignment or a keyword argument) is not part of the language. "
        "Write '==' to compare.",
        "shared.toml: reference 'acme-left-behind' > yaer: unknown key. "
        "Did you mean 'year'?",
    ],
    "acme-unknown-name": [
        "scenarios/acme-hall.toml: ending 'settled' > when: escalatoin: 'escalatoin' "
        "is not a known name. "
        "Write 'escalation' or 'caller.escalation', if that is meant."
    ],
    "acme-adapter-raises": [
        "scenario_engine_adapt_scenario > line 15 of __init__.py: ValueError: no rule "
        "for acme-queue: raised when the hook was called. "
        "Mend the pack, or block it."
    ],
}


def test_every_distribution_of_these_tests_is_tried():
    """No sources lie about that no test installs."""
    folders = {folder.name.replace("_", "-") for folder in SOURCES.iterdir()}

    assert folders == {*WRONG, "acme-healthy", "acme-house-rules"}


def test_a_sound_distribution_is_loaded(sound):
    """It is found by its metadata, loaded from its data, and works."""
    assert sound["packs"]["acme-healthy"] == {
        "distribution": ["acme-healthy", "1.0"],
        "state": "loaded",
        "reasons": [],
    }
    assert sound["packs"]["core"]["state"] == "loaded"
    assert sound["branches"] == 2


@pytest.mark.parametrize("name", WRONG)
def test_a_broken_distribution_is_refused_and_nothing_else_changes(
    tmp_path, sound, name
):
    """Its report says distribution, version and every reason; the rest is the same."""
    found = loaded_with(tmp_path / "packages", "acme-healthy", name)

    assert found["packs"].pop(name) == {
        "distribution": [name, "1.0"],
        "state": "refused",
        "reasons": [f"{name}: {reason}" for reason in WRONG[name]],
    }
    assert found == sound


def test_all_broken_distributions_together_change_nothing(tmp_path, sound):
    """However many are broken, each is refused for its own reasons alone."""
    found = loaded_with(tmp_path / "packages", "acme-healthy", *WRONG)
    reasons = {name: found["packs"].pop(name)["reasons"] for name in WRONG}

    assert reasons == {
        name: [f"{name}: {reason}" for reason in WRONG[name]] for name in WRONG
    }
    assert found == sound


def test_a_hospital_puts_its_house_rule_onto_a_public_scenario(tmp_path, sound):
    """Its own small pack is enough; the public pack is not touched."""
    found = loaded_with(tmp_path / "packages", "acme-healthy", "acme-house-rules")

    assert found["packs"].pop("acme-house-rules")["state"] == "loaded"
    assert found["packs"] == sound["packs"]
    assert found["adapted_by"] == {"acme-queue": ["acme-house-rules"]}
    assert found["monitors"] == ["acme-listen-first"]
    assert found["digests"].pop("acme-queue") != sound["digests"]["acme-queue"]
    assert found["digests"].items() <= sound["digests"].items()
