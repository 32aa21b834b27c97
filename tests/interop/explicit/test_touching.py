"""Which variables a step touches."""

from __future__ import annotations

import attrs

from scenario_engine.interop.explicit.touching import (
    by_response,
    by_world,
    joined,
    part,
)
from scenes import program

NAMES = [variable.name for variable in program().variables]


def touched(places: tuple[int, ...]) -> set[str]:
    """Return the names at *places*."""
    return {NAMES[place] for place in places}


def test_a_response_touches_what_it_reads_and_what_it_changes() -> None:
    """Its delivery, guards, chances and changes, and what monitors note."""
    listen, calm_down, limit = program().actions

    assert touched(by_response(program(), listen)) == {
        "composure",
        "visitor.escalation",
        "visitor.trust",
        "heard",
        "policy.hear_first",
    }
    assert touched(by_response(program(), calm_down)) == {
        "visitor.escalation",
        "visitor.trust",
        "policy.hear_first",
    }
    assert touched(by_response(program(), limit)) == {
        "visitor.escalation",
        "policy.hear_first",
    }


def test_the_world_touches_its_stages_and_the_endings() -> None:
    """An ending stops it, so it reads what endings read."""
    assert touched(by_world(program())) == {"visitor.escalation", "composure", "heard"}


def test_the_endings_are_read_where_nothing_else_is() -> None:
    """A world without stages still stops where the scene has ended."""
    quiet = attrs.evolve(program(), world=())

    assert touched(by_world(quiet)) == {"visitor.escalation", "heard"}


def test_what_was_taken_apart_can_be_joined() -> None:
    """A part of a state, put back, changes nothing else."""
    assert (5, 7) == part((4, 5, 6, 7), (1, 3))
    assert (4, 8, 6, 9) == joined((4, 5, 6, 7), (1, 3), (8, 9))
