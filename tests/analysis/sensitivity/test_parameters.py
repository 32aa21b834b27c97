"""Every estimated number of a program is a parameter, once, and rules are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from scenario_engine.analysis.sensitivity import Kind, Parameter, Widths, parameters
from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Reason
from scenes import CALM_DOWN, LISTEN, effect, outcome, program


def named(**changes: Any) -> dict[str, Parameter]:
    """Return the parameters of the changed sample by name."""
    return {p.name: p for p in parameters(program(**changes)).values()}


def listening(chance: str, *reasons: Reason, evidence: str | None = None) -> Any:
    """Return the interventions, the first with one outcome of this chance."""
    one = attrs.evolve(outcome(chance, *reasons, heard="+1"), evidence=evidence)
    return (attrs.evolve(LISTEN, effects=(effect(one),)), CALM_DOWN)


def test_a_range_that_is_given_is_taken() -> None:
    """Instead of a width for the evidence; of a chance and of a reason."""
    reason = Reason(
        when=parse("trust > 1"),
        by=parse("-0.2"),
        why="because",
        range=(Decimal("-0.3"), Decimal("-0.1")),
    )
    one = attrs.evolve(
        outcome("0.5", reason, heard="+1"), range=(Decimal("0.2"), Decimal("0.55"))
    )
    found = named(
        interventions=(attrs.evolve(LISTEN, effects=(effect(one),)), CALM_DOWN),
        policies=(),
    )

    chance, by = found[f"{AT} > chance"], found[f"{AT} > reason 1"]
    assert (0.2, 0.5, 0.55) == (chance.low, chance.nominal, chance.high)
    assert (-0.3, -0.2, -0.1) == (by.low, by.nominal, by.high)


AT = "intervention 'listen' > effect 1 > outcome 1"


def test_numbers_and_expressions_are_told_apart() -> None:
    """A plain number is itself; an expression has an offset."""
    found = named()

    assert [
        ("intervention 'listen' > delivery", Kind.OFFSET, 0.0),
        ("intervention 'listen' > effect 1 > outcome 1 > chance", Kind.NUMBER, 0.5),
        ("intervention 'listen' > effect 1 > outcome 2 > chance", Kind.NUMBER, 0.2),
        (
            "intervention 'listen' > poorly > effect 1 > outcome 1 > chance",
            Kind.NUMBER,
            0.3,
        ),
    ] == [(p.name, p.kind, p.nominal) for p in list(found.values())[:4]]
    assert (Kind.NUMBER, 0.25) == (
        found["world stage 'own-stress' > chance"].kind,
        found["world stage 'own-stress' > chance"].nominal,
    )


@pytest.mark.parametrize(
    ("chance", "evidence", "low", "high"),
    [
        ("0.5", "assumption", 0.4, 0.6),
        ("0.5", "a-book", 0.45, 0.55),
        ("0.04", "assumption", 0.0, 0.14),
        ("0.98", "a-book", 0.93, 1.0),
    ],
)
def test_the_range_follows_the_evidence(
    chance: str, evidence: str, low: float, high: float
) -> None:
    """A tenth to either side for an assumption, half of that for a reference."""
    found = named(interventions=listening(chance, evidence=evidence), policies=())

    parameter = found[f"{AT} > chance"]
    assert evidence == parameter.evidence
    assert (low, high) == pytest.approx((parameter.low, parameter.high))


def test_other_widths_can_be_asked_for() -> None:
    """For assumptions and for references."""
    found = parameters(program(), Widths(assumption=0.02))

    assert {0.02} == {round(p.high - p.nominal, 12) for p in found.values()}


@pytest.mark.parametrize("rule", ["0", "1", "0.0", "1.0"])
def test_a_base_of_nought_or_one_is_a_rule(rule: str) -> None:
    """Nobody estimated it."""
    found = named(interventions=listening(rule), policies=())

    assert f"{AT} > chance" not in found


def test_reasons_are_parameters_and_keep_their_direction() -> None:
    """What raises a chance does not begin to lower it."""
    up = Reason(when=parse("heard == 0"), by=parse("0.05"), why="not heard")
    down = Reason(when=parse("heard == 1"), by=parse("-0.3"), why="heard")
    some = Reason(when=parse("trust >= 1"), by=parse("0.1 * trust"), why="trusted")
    made = listening("0.4", up, down, some)
    found = named(interventions=made, policies=())
    rose, fell, more = (found[f"{AT} > reason {n}"] for n in (1, 2, 3))

    assert (0.05, 0.0, 0.15) == pytest.approx((rose.nominal, rose.low, rose.high))
    assert (-0.3, -0.4, -0.2) == pytest.approx((fell.nominal, fell.low, fell.high))
    assert (0.0, -0.1, 0.1) == pytest.approx((more.nominal, more.low, more.high))
    assert ("not heard", Kind.REASON) == (rose.why, rose.kind)


def test_a_number_that_stands_twice_in_the_program_is_one() -> None:
    """As when the same stage of the file is at work for two people."""
    made = program()
    twice = attrs.evolve(made, world=(*made.world, *made.world))

    assert parameters(made) == parameters(twice)


def test_a_trait_that_differs_makes_an_offset() -> None:
    """One number of the file, folded to two of the program."""
    made = program()
    case = made.world[0].cases[0]
    happens = case.outcomes[0]
    other = attrs.evolve(happens.chance, base=parse("0.4"))
    stage = attrs.evolve(
        made.world[0],
        cases=(attrs.evolve(case, outcomes=(attrs.evolve(happens, chance=other),)),),
    )
    found = parameters(attrs.evolve(made, world=(*made.world, stage)))
    (parameter,) = (p for k, p in found.items() if k[0] == happens.origin)

    assert (Kind.OFFSET, 0.0) == (parameter.kind, parameter.nominal)


def test_the_evidence_is_that_of_the_chance() -> None:
    """The scenario's where nothing nearer says otherwise."""
    assert {"assumption"} == {p.evidence for p in named().values()}
    assert {"a-book"} == {p.evidence for p in named(evidence="a-book").values()}
