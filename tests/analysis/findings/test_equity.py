"""Two people who differ on the surface alone are treated alike, or it is found."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest

from brute_force import value
from scenario_engine.analysis.findings.equity import dynamics, equity, unequal
from scenario_engine.analysis.findings.twins import twins
from scenario_engine.expressions import parse
from scenario_engine.packs import load_packs
from scenario_engine.program import lower
from scenario_engine.vocabulary import Variable
from scenes import (
    CALM_DOWN,
    LEVELS,
    LIBRARY,
    LIMIT,
    LISTEN,
    PERSONA,
    SCENARIO,
    effect,
    outcome,
    program,
    scenario,
)

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


ACCENT = attrs.evolve(
    PERSONA,
    situation="He has waited for an hour.",
    need="To be told how long.",
    surface={"accent": "of the coast"},
    traits={"reactivity": Decimal("0.5"), "accent": Decimal("1")},
)
WORSE = attrs.evolve(
    LISTEN, effects=(effect(outcome("0.5 - 0.2 * accent", heard="+1")),)
)
BIASED = scenario(personas=(ACCENT,), interventions=(WORSE, CALM_DOWN, LIMIT))


def test_a_trait_that_is_a_surface_attribute_is_found() -> None:
    """An accent that is spoken in ought not to make listening work less well."""
    (finding,) = unequal(BIASED, LIBRARY, "sample")
    plain = attrs.evolve(ACCENT, traits={**ACCENT.traits, "accent": Decimal("0")})
    fairer = attrs.evolve(BIASED, personas=(plain,))
    here, there = (value(lower(made, LIBRARY), max) for made in (BIASED, fairer))

    assert ("unequal-treatment", 0.0) == (finding.code, finding.threshold)
    assert finding.figure == pytest.approx(float(there - here), abs=1e-12)
    assert there > here
    assert finding.message == (
        "With 'accent' 0 instead of 1 in the persona 'visitor', a surface attribute "
        "used as a trait, the scenario plays differently: the best play reaches the "
        f"goal with {float(there):.3f} instead of {float(here):.3f}"
    )


def test_a_difference_that_a_reference_explains_is_no_finding() -> None:
    """It is declared, and cited; a reference that nobody gives is no reason."""
    assert () == tuple(unequal(BIASED, LIBRARY, cited={"accent": "a-book"}))
    assert 1 == len(tuple(unequal(BIASED, LIBRARY, cited={"accent": "hearsay"})))
    assert 1 == len(tuple(unequal(BIASED, LIBRARY, cited={"name": "a-book"})))


def test_a_scenario_variable_that_is_a_surface_attribute_is_found() -> None:
    """The clock frightens those with the accent more often."""
    clock = attrs.evolve(SCENARIO.triggers[0], chance=parse("0.2 + 0.6 * accent"))
    persona = attrs.evolve(ACCENT, traits={"reactivity": Decimal("0.5")})
    made = scenario(
        personas=(persona,),
        triggers=(clock,),
        variables={**SCENARIO.variables, "accent": Variable(range=(0, 1), start=0)},
    )
    (finding,) = unequal(made, LIBRARY)

    assert finding.figure > 0
    assert finding.message.startswith(
        "With 'accent' 1, a surface attribute used as a variable, the scenario plays"
    )


def test_another_persona_with_the_same_need_is_to_be_met_alike() -> None:
    """The same hour in the same queue, another name, and twice the reactivity."""
    one = attrs.evolve(
        ACCENT, surface={"name": "Ada"}, traits={"reactivity": Decimal("0.5")}
    )
    other = attrs.evolve(
        one, id="other", surface={"name": "Ali"}, traits={"reactivity": Decimal("1")}
    )
    made = scenario(personas=(one, other))
    equal = scenario(personas=(one, attrs.evolve(other, traits=one.traits)))
    (finding,) = unequal(made, LIBRARY)

    assert finding.message.startswith(
        "With the persona 'other' in place of 'visitor', another on the surface "
        "(name), the scenario plays differently"
    )
    assert () == tuple(unequal(equal, LIBRARY))


def test_somebody_else_in_another_situation_may_be_another() -> None:
    """What happened to them is no surface; nor is a temperament behind one name."""
    one = attrs.evolve(ACCENT, surface={"name": "Ada"}, traits=PERSONA.traits)
    jumpy = {"reactivity": Decimal("1")}
    elsewhere = attrs.evolve(
        one, id="b", surface={"name": "Ali"}, need="A doctor.", traits=jumpy
    )
    herself = attrs.evolve(one, id="c", traits=jumpy)
    made = scenario(personas=(one, elsewhere, herself))

    assert () == tuple(unequal(made, LIBRARY))


def test_a_twin_that_cannot_be_played_is_different_enough() -> None:
    """With the other accent a chance is none at all."""
    never = attrs.evolve(
        LISTEN, effects=(effect(outcome("2 - 1.5 * accent", heard="+1")),)
    )
    made = attrs.evolve(BIASED, interventions=(never, CALM_DOWN, LIMIT))
    (finding,) = unequal(made, LIBRARY)

    assert finding.figure == pytest.approx(float(value(lower(made, LIBRARY), max)))
    assert "the best play reaches the goal not at all instead of" in finding.message


def test_the_shipped_scenarios_treat_everybody_alike() -> None:
    """Each with every twin of it."""
    registry = load_packs()
    for id_ in registry.scenarios:
        assert () == tuple(unequal(registry.scenario(id_), registry.library))


def test_every_twin_says_what_was_swapped() -> None:
    """And has the reference of each attribute to answer for."""
    made = tuple(twins(BIASED, LIBRARY))

    assert ["Told of other people", "With 'accent' 0 instead of 1 in the persona"] == [
        each.what.split(" 'visitor'")[0] for each in made
    ]
    assert {frozenset({"accent"})} == {each.attributes for each in made}
