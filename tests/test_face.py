"""The face: few names, loaded on first use, and nothing before."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module, metadata

import pytest

import scenario_engine

# Everything `import scenario_engine` may bring into a fresh interpreter: the face
# itself and what its one import, `importlib`, is made of.
LOADED = {
    "scenario_engine",
    "importlib",
    "importlib._bootstrap",
    "importlib._bootstrap_external",
    "warnings",
}


def fresh(code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )


def loaded_by(statement: str) -> set[str]:
    """Return the modules that *statement* adds to a fresh interpreter's."""
    ran = fresh(
        "import sys, json; before = set(sys.modules)\n"
        f"{statement}\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    assert ran.stderr == ""
    return set(json.loads(ran.stdout))


def test_importing_the_engine_loads_the_face_and_nothing_else():
    """`import scenario_engine` loads no submodule and no other distribution."""
    assert loaded_by("import scenario_engine") - LOADED == set()


def test_one_name_is_loaded_with_its_module_and_not_with_the_others():
    """Using the base error loads the errors, not the packs or NumPy."""
    loaded = loaded_by("import scenario_engine; scenario_engine.ScenarioEngineError")

    ours = {name for name in loaded if name.partition(".")[0] == "scenario_engine"}
    assert ours == {"scenario_engine", "scenario_engine.errors"}
    assert {"cattrs", "numpy", "pluggy", "rich"} & loaded == set()


def test_the_face_is_tiny():
    """The face holds at most twelve names, in order."""
    assert len(scenario_engine.__all__) <= 12
    assert sorted(scenario_engine.__all__) == scenario_engine.__all__


def test_every_name_of_the_face_has_a_home():
    """The names promised and the modules they come from are one list."""
    assert set(scenario_engine._HOMES) == set(scenario_engine.__all__)


@pytest.mark.parametrize("name", scenario_engine.__all__)
def test_every_name_of_the_face_is_what_its_home_holds(name):
    """A name of the face is the object of that name in the module it comes from."""
    home = import_module(scenario_engine._HOMES[name])

    assert getattr(scenario_engine, name) is getattr(home, name)


def test_dir_lists_names_that_were_never_used():
    """A shell can complete every name before anything was loaded."""
    ran = fresh(
        "import scenario_engine\n"
        "print(set(scenario_engine.__all__) - set(dir(scenario_engine)))"
    )

    assert ran.stdout.strip() == "set()"


def test_a_misspelt_name_is_told_what_comes_close():
    """Python itself compares an unknown name with what the face lists."""
    ran = fresh("import scenario_engine; scenario_engine.Sesion")

    assert ran.stderr.splitlines()[-1] == (
        "AttributeError: module 'scenario_engine' has no attribute 'Sesion'. "
        "Did you mean: 'Session'?"
    )


def test_the_version_is_the_installed_one():
    """`__version__` is what the installed distribution says of itself."""
    assert scenario_engine.__version__ == metadata.version("scenario-engine")


def test_submodules_are_still_imported_by_name():
    """A lazy face does not stand in the way of `import scenario_engine.errors`."""
    ran = fresh(
        "import scenario_engine.analysis, scenario_engine.errors\n"
        "from scenario_engine import vocabulary\n"
        "print(scenario_engine.analysis.__name__, vocabulary.__name__)"
    )

    assert ran.stdout == "scenario_engine.analysis scenario_engine.vocabulary\n"
