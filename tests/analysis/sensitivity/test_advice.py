"""Whether advice stays the same is proved, disproved by numbers, or left open."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from analysis.sensitivity.shifting import shifted
from analysis.sensitivity.winning import scene, way
from scenario_engine.analysis import best, explore
from scenario_engine.analysis.sensitivity import (
    Verdict,
    Widths,
    first_advice,
    unfold,
)
from scenario_engine.analysis.values import choice_values
from scenario_engine.expressions import parse
from scenes import program


def test_a_clear_lead_is_stable() -> None:
    """0.6 at the least against 0.55 at the most."""
    made = scene(way("listen", "0.7", heard="=2"), way("other", "0.45", heard="=2"))
    (advice,) = first_advice(unfold(made))

    assert ("listen", Verdict.STABLE, None) == (
        advice.action,
        advice.verdict,
        advice.witness,
    )
    assert advice.ahead == pytest.approx(0.25)
    assert made.starts[0].state == advice.state


def test_a_narrow_lead_changes_with_a_single_number() -> None:
    """The witness names the other choice, and the fewest numbers that were found."""
    made = scene(
        way("listen", "0.5", heard="=2"), way("other", "0.45", "a-book", heard="=2")
    )
    (advice,) = first_advice(unfold(made))
    witness = advice.witness

    assert ("listen", Verdict.CHANGES) == (advice.action, advice.verdict)
    assert witness is not None
    assert "other" == witness.action
    assert pytest.approx(witness.by) == 0.05
    ((parameter, value),) = witness.numbers
    assert "intervention 'listen' > effect 1 > outcome 1 > chance" == parameter.name
    assert pytest.approx(value) == 0.4


def test_a_witness_is_a_program_with_other_advice() -> None:
    """Written anew with its numbers, the sample advises what the witness says."""
    made = scene(
        way("listen", "0.5", heard="+1"), way("other", "0.48", heard="+1"), horizon=3
    )
    (advice,) = first_advice(unfold(made))
    witness = advice.witness
    assert witness is not None
    numbers = {
        p.name: Fraction(v - p.nominal).limit_denominator(2**40)
        for p, v in witness.numbers
    }
    space = explore(shifted(made, numbers))
    worth = choice_values(space, best(space), made.horizon)[: space.pointer[1]]

    assert "other" == witness.action
    assert worth[1] - worth[0] == pytest.approx(witness.by)


def test_what_neither_proof_nor_numbers_settle_is_open() -> None:
    """One unsure number bears alike on both choices, but the bounds let it differ."""
    second = attrs.evolve(
        way("finish", "0.5", "a-book", heard="=2"), available=parse("heard == 1")
    )
    made = scene(
        way("listen", "0.62", heard="+1"),
        way("other", "0.6", heard="+1"),
        second,
        horizon=2,
    )
    only = [attrs.evolve(a, available=parse("heard == 0")) for a in made.actions[:2]]
    made = attrs.evolve(made, actions=(*only, made.actions[2]))
    (advice,) = first_advice(unfold(made, widths=Widths(assumption=0.0)))

    assert ("listen", Verdict.OPEN, None) == (
        advice.action,
        advice.verdict,
        advice.witness,
    )


def test_numbers_that_cannot_be_off_leave_advice_stable() -> None:
    """In the sample as well."""
    (advice,) = first_advice(unfold(program(), widths=Widths(0.0, 0.0)))

    assert ("listen", Verdict.STABLE) == (advice.action, advice.verdict)
