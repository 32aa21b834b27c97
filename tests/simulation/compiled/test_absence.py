"""Without Numba everything is played, and only who insists on it is refused."""

from __future__ import annotations

import sys

import pytest

from scenario_engine.extras import ExtraError
from scenario_engine.simulation import compiled, simulate, tally
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import TOTALS, Cell, Plan, run
from scenes import program


@pytest.fixture(autouse=True)
def no_numba(monkeypatch):
    """Let Numba not be installed, whether it is or not."""
    for name in list(sys.modules):
        if name.startswith("scenario_engine.simulation.compiled."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numba", None)


def test_it_says_what_to_install():
    """Before anything is played."""
    plan = Plan(10, TOTALS, compiled=True)
    cell = Cell(program(), named("random"))
    for call in (
        lambda: simulate(program(), episodes=10, compiled=True),
        lambda: tally(program(), episodes=10, compiled=True),
        lambda: run(cell, plan),
    ):
        with pytest.raises(ExtraError, match=r"numba.*scenario-engine\[fast\]"):
            call()


def test_however_much_there_is_it_is_played(monkeypatch):
    """The loops are not asked for, where nobody insists."""
    monkeypatch.setattr(compiled, "MANY", 1)

    assert not compiled.is_there()
    assert simulate(program(), episodes=10).episodes == 10
    assert tally(program(), episodes=10).episodes == 10
    assert run(Cell(program(), named("random")), Plan(10, TOTALS)).episodes == 10


def test_one_that_cannot_be_loaded_is_not_there(monkeypatch):
    """Numba refuses a NumPy that is too new with an ImportError of its own."""

    def refuses():
        raise ImportError("Numba needs NumPy 2.4 or less.")

    monkeypatch.setattr(compiled, "loops", refuses)

    assert not compiled.is_there()
    assert not compiled.wanted(None, 10**12)
    assert compiled.wanted(True, 1)
