"""Imports point down: DESIGN's layers, held by the source as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import hidden, ring, sources, unplaced, upward

ENGINE = sources(Path(__file__).parent.parent / "src" / "scenario_engine")


def engine(**parts: str) -> dict[str, str]:
    """Invent an engine: the source of each module, `__` for a dot in its name."""
    named = {f"scenario_engine.{key.replace('__', '.')}": parts[key] for key in parts}
    return {"scenario_engine": "", **named}


def test_the_engine_was_found():
    """The tests below look at the real package, not at an empty folder."""
    assert {"scenario_engine", "scenario_engine.errors"} <= set(ENGINE)


def test_every_module_has_a_layer():
    """A new module or package cannot be added without saying where it belongs."""
    assert unplaced(ENGINE) == []


def test_imports_point_down():
    """No module imports from a layer above its own, not even for its annotations."""
    assert upward(ENGINE) == []


def test_imports_stand_at_the_top():
    """No import hides in a function or behind a call; only the face is lazy."""
    assert hidden(ENGINE) == []


def test_no_modules_import_each_other_in_a_ring():
    """Every module can be read before those that use it."""
    assert ring(ENGINE) == []


def test_a_module_without_a_layer_is_found():
    """A part that no line names is reported, as module and as package."""
    invented = engine(errors="", utilities="", helpers__strings="")

    assert unplaced(invented) == ["helpers", "utilities"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("errors", "import scenario_engine.packs"),
        ("errors", "from scenario_engine.packs import Registry"),
        ("errors", "from scenario_engine import packs"),
        ("errors", "import attrs, scenario_engine.packs"),
        ("program__digest", "from scenario_engine.packs import hooks"),
        (
            "errors",
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from scenario_engine.packs import Registry\n",
        ),
        ("errors", "try:\n    import scenario_engine.packs\nexcept ImportError: ..."),
        ("packs", "from scenario_engine.testing import check_pack"),
        ("cli", "import scenario_engine.testing"),
        ("testing", "from scenario_engine.cli import main"),
        ("cli", "import scenario_engine"),
        ("cli", "from scenario_engine import load_packs"),
        ("errors", 'extras.load("scenario_engine.packs.hooks", "arrow")'),
        ("errors", 'load("scenario_engine.packs.hooks", "arrow")'),
    ],
)
def test_an_import_that_points_up_is_found(module, source):
    """Whichever way it is written, an upward import is reported."""
    invented = engine(packs="", packs__hooks="", cli="", testing="")
    name = f"scenario_engine.{module.replace('__', '.')}"

    assert len(upward({**invented, name: source})) == 1


def test_imports_from_the_same_part_and_from_below_are_fine():
    """What the layers allow is not reported."""
    invented = engine(
        errors="",
        packs="from scenario_engine.packs.hooks import x",
        packs__hooks="from scenario_engine.errors import Fault\nimport numpy",
        study="from scenario_engine import debrief",
        debrief="",
        testing="from scenario_engine.study import y",
    )

    assert upward(invented) == []
    assert ring(invented) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def f():\n    import numpy", "imports in f()"),
        ("async def f():\n    from numpy import array", "imports in f()"),
        ("class C:\n    def f(self):\n        import numpy", "imports in f()"),
        ("from . import errors", "imports relatively"),
        (
            "from importlib import import_module\nimport_module('x')",
            "uses import_module",
        ),
        ("import importlib\nimportlib.import_module('x')", "uses import_module"),
        ("numpy = __import__('numpy')", "uses __import__"),
    ],
)
def test_a_hidden_import_is_found(source, said):
    """An import in a function, a relative one and one by call are reported."""
    assert hidden(engine(packs=source)) == [f"scenario_engine.packs {said}"]


@pytest.mark.parametrize(
    "invented",
    [
        engine(
            study="import scenario_engine.debrief",
            debrief="from scenario_engine import study",
        ),
        engine(
            packs="from scenario_engine.packs.hooks import x",
            packs__hooks="from scenario_engine.packs import y",
        ),
        engine(
            packs="",
            packs__a="import scenario_engine.packs.b",
            packs__b="import scenario_engine.packs.c",
            packs__c="import scenario_engine.packs.a",
        ),
    ],
)
def test_a_ring_is_found(invented):
    """Two parts, a package and its module, and a circle of three are reported."""
    assert len(ring(invented)) >= 3
