"""The repository keeps its shape: layout, packaging, small modules."""

from __future__ import annotations

import ast
import re
import tomllib
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest

from documentation import INSTALLING

ROOT = Path(__file__).parent.parent
PACKS = {
    "customer-service": ROOT / "plugins" / "customer_service",
    "healthcare": ROOT / "plugins" / "healthcare",
    "education": ROOT / "plugins" / "education",
}
FILES = [
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "pyproject.toml",
    "requirements.txt",
    "tox.ini",
]
FOLDERS = ["bench", "docs", "plugins", "src", "tests"]
MADE = {"__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

PRODUCT = sorted(
    path
    for folder in (ROOT, *PACKS.values())
    for path in (folder / "src").rglob("*.py")
)
# Packs that tests install, most of them broken on purpose.
SAMPLES = ROOT / "tests" / "packs" / "distributions"
MODULES = sorted(
    path
    for folder in (*FOLDERS, ".ci")
    for path in (ROOT / folder).rglob("*.py")
    if not path.is_relative_to(SAMPLES)
)

# Hosts of package registries, and the folders that only one machine has; Acme, of
# which the tests tell, is nowhere.
PRIVATE = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org"
    r"|(?<![\w.])/(?:home/(?!acme/)|root/|Users/|work/|opt/)"
)


def name(path: Path) -> str:
    """Name *path* as the repository does."""
    return path.relative_to(ROOT).as_posix()


def texts() -> dict[str, str]:
    """Read every text file of the repository, leaving out what tools have made."""
    found = {}
    for top in (*FILES, *FOLDERS):
        paths = [ROOT / top] if (ROOT / top).is_file() else (ROOT / top).rglob("*")
        for path in paths:
            if path.is_file() and not MADE.intersection(path.parts):
                found[name(path)] = path.read_text(encoding="utf-8", errors="replace")
    return found


def project(folder: Path) -> dict[str, Any]:
    """Read what *folder*'s pyproject.toml says of its distribution."""
    read = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    return {**read["project"]}


def lower_bounds(requirements: list[str]) -> dict[str, str]:
    """Map each requirement's name to the lowest version it admits."""
    return dict(requirement.split(">=") for requirement in requirements)


def tox(section: str, key: str) -> list[str]:
    """Read one setting of tox.ini, line by line."""
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "tox.ini", encoding="utf-8")
    return [line for line in parser[section][key].splitlines() if line]


def test_the_repository_has_the_layout_asked_for():
    """Core, tests and the three packs stand where the README says."""
    expected = {*FILES, *FOLDERS, "src/scenario_engine", *map(name, PACKS.values())}

    assert {path for path in expected if not (ROOT / path).exists()} == set()
    assert {name(path) for path in (ROOT / "plugins").iterdir()} == {
        name(path) for path in PACKS.values()
    }


def test_core_and_packs_are_installed_in_one_call():
    """requirements.txt holds the four editable lines, and nothing else."""
    assert (ROOT / "requirements.txt").read_text("utf-8").splitlines() == [
        "-e .[cli]",
        "-e plugins/customer_service",
        "-e plugins/healthcare",
        "-e plugins/education",
    ]


def test_the_continuous_integration_runs_the_second_command_of_the_readme():
    """What is red for us is red for whoever types the README's line."""
    second = next(line for line in INSTALLING if line.endswith("tox"))

    assert second in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_a_distribution_of_its_own(pack):
    """A pack has its name, its entry point and a stated range of core versions."""
    said = project(PACKS[pack])
    module = f"scenario_engine_{PACKS[pack].name}"

    assert said["name"] == f"scenario-engine-{pack}"
    assert said["dependencies"] == ["scenario-engine>=0.1,<1"]
    assert said["entry-points"] == {"scenario_engine": {pack: f"{module}:pack"}}
    assert (PACKS[pack] / "src" / module / "py.typed").is_file()


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_comes_with_the_licence_of_the_engine(pack):
    """Every distribution carries the licence it is given under."""
    licence = (PACKS[pack] / "LICENSE").read_text("utf-8")

    assert project(PACKS[pack])["license"] == project(ROOT)["license"] == "MIT"
    assert licence == (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_is_tested_alone(pack):
    """Each pack has an environment in which no other pack is installed."""
    assert tox(f"testenv:pack-{pack}", "deps")[-1] == f"./plugins/{PACKS[pack].name}"
    assert f"pack-{pack}" in "\n".join(tox("tox", "env_list"))


def test_the_lowest_versions_promised_are_the_lowest_versions_tested():
    """The environment `lowest` has exactly the lower bounds of pyproject.toml."""
    said = project(ROOT)
    extras = said["optional-dependencies"]
    promised = lower_bounds([*said["dependencies"], *extras["cli"], *extras["testing"]])
    pinned = [line for line in tox("testenv:lowest", "deps") if "==" in line]

    assert dict(pin.split("==") for pin in pinned) == promised


def test_the_readme_can_be_read_at_a_sitting():
    """README.md stays under 150 lines."""
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 150


def test_no_file_names_a_registry_or_a_private_folder():
    """What is in the repository is as true on any other machine."""
    found = {
        f"{file}: {match[0]}"
        for file, text in texts().items()
        for match in PRIVATE.finditer(text)
    }

    assert found == set()


@pytest.mark.parametrize(
    "line", ["https://pypi" + ".org/simple", "cd /" + "home/ada", "'/" + "root/x'"]
)
def test_a_registry_and_a_private_folder_are_found(line):
    """The pattern of the test above finds what it is there for."""
    assert PRIVATE.search(line)


def test_every_module_says_its_idea():
    """Every module that holds anything has a docstring."""
    sources = {name(path): path.read_text("utf-8") for path in MODULES}

    assert [
        path
        for path, source in sources.items()
        if source and not ast.get_docstring(ast.parse(source))
    ] == []


def test_every_module_can_be_read_at_a_sitting():
    """No module of the product is longer than 300 lines."""
    lengths = {
        name(path): len(path.read_text("utf-8").splitlines()) for path in PRODUCT
    }

    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_every_module_is_named_for_its_idea():
    """No drawer of the product is labelled `utils`."""
    drawers = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}

    assert [name(path) for path in PRODUCT if path.stem in drawers] == []
