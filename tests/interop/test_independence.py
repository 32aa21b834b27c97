"""Our values can be checked by Storm because nothing of Storm is in them."""

from __future__ import annotations

import ast
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = [
    path
    for folder in (ROOT / "src", ROOT / "plugins")
    for path in folder.rglob("*.py")
    if "tests" not in path.relative_to(ROOT).parts
]
DISTRIBUTIONS = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "pyproject.toml", *ROOT.glob("plugins/*/pyproject.toml"))
]


def imported(source: str) -> set[str]:
    """Return the packages that *source* imports, for annotations too."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def importers(package: str) -> list[str]:
    """Return the modules of the product that import *package*."""
    return [
        path.relative_to(ROOT).as_posix()
        for path in PRODUCT
        if package in imported(path.read_text("utf-8"))
    ]


def test_nothing_of_the_product_imports_storm() -> None:
    """It is asked by the tests alone."""
    assert [] == importers("stormpy")
    assert "stormpy" in imported(
        (ROOT / "tests" / "oracle" / "storm.py").read_text("utf-8")
    )


def test_one_module_imports_umbi() -> None:
    """The others work without the extra."""
    assert ["src/scenario_engine/interop/umb.py"] == importers("umbi")


@pytest.mark.parametrize("path", DISTRIBUTIONS)
def test_no_distribution_asks_for_storm(path: str) -> None:
    """Whoever installs the engine, with whatever extras, gets nothing of it."""
    project = tomllib.loads((ROOT / path).read_text("utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    asked = [*project["dependencies"], *(each for extra in extras for each in extra)]

    assert [] == [each for each in asked if "storm" in each]


def test_storm_reads_what_the_extra_writes() -> None:
    """The environment that asks Storm has the versions of umbi that the extra admits."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "tox.ini", encoding="utf-8")
    oracle = parser["testenv:oracle"]["deps"].splitlines()

    assert set(extras["optional-dependencies"]["umb"]) <= set(oracle)
    assert "oracle" in parser["tox"]["env_list"]
