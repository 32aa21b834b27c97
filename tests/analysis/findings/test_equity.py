"""Two people who differ on the surface alone are treated alike, or it is found."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest

from brute_force import value
from scenario_engine.analysis.findings.equity import dynamics, equity
from scenes import CALM_DOWN, LEVELS, PERSONA, SCENARIO, program

if TYPE_CHECKING:
    from scenario_engine.program import Program
    from scenario_engine.vocabulary import Persona


def twin(**changes: object) -> Program:
    persona: Persona = attrs.evolve(PERSONA, **changes)  # type: ignore[arg-type]
    return program(personas=(persona,))


def test_another_name_accent_role_and_voice_change_nothing() -> None:
    """The clean twin: what differs is told, and nothing else."""
    other = twin(
        role="another visitor",
        voice=tuple((f"Me, {label}.",) for label in LEVELS),
        surface={"name": "Ada", "accent": "of the coast"},
    )

    assert () == tuple(equity(program(), other))


def test_a_persona_who_is_biased_against_is_found() -> None:
    """Behind the other name stands another reactivity."""
    biased = twin(surface={"name": "Ada"}, traits={"reactivity": Decimal("1")})
    (finding,) = equity(program(), biased)
    lost = abs(value(biased, max) - value(program(), max))

    assert "unequal-treatment" == finding.code
    assert finding.figure == pytest.approx(float(lost), abs=1e-12)
    assert finding.figure > 0


def test_the_dynamics_have_nothing_of_the_texts_and_all_of_the_rest() -> None:
    """Another title is the same dynamics, another horizon, award or order is not."""
    retold = attrs.evolve(CALM_DOWN, lines=("Hush.",))
    said = (*(i for i in SCENARIO.interventions if i.id != "calm-down"), retold)
    in_order = (said[0], said[2], said[1])

    assert dynamics(program()) == dynamics(program(title="Other"))
    assert dynamics(program()) == dynamics(program(interventions=in_order))
    for changed in ({"horizon": 5}, {"scoring": ()}, {"interventions": said}):
        assert dynamics(program()) != dynamics(program(**changed))
