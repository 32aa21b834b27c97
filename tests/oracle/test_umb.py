"""UMB files hold what was written out: Storm and `umbi` read it back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import attrs
import umbi.umb
from hypothesis import given, settings
from hypothesis import strategies as st

from brute_force import value
from cli.places import PARCELS
from scenario_engine.analysis import explore
from scenario_engine.analysis.sensitivity import robust_range, unfold
from scenario_engine.cli.main import main
from scenario_engine.expressions import parse
from scenario_engine.interop.explicit import Explicit, explicit
from scenario_engine.interop.explicit.estimates import estimated
from scenario_engine.interop.umb import write_umb
from scenario_engine.testing import programs
from scenes import program

from .answers import CLOSE, in_floats, storms
from .storm import CHOSEN, about, bounds, is_ranged, read

if TYPE_CHECKING:
    from scenario_engine.program import Program

PROGRAMS = st.one_of(programs(winnable=True), programs())


def through_storm(model: Explicit):
    """Write *model*, and let Storm build it."""
    with TemporaryDirectory() as name:
        path = Path(name) / "model.umb"
        write_umb(model, path)
        return read(path)


def through_umbi(model: Explicit) -> umbi.umb.ExplicitUmb:
    """Write *model*, and let `umbi` read it."""
    with TemporaryDirectory() as name:
        path = Path(name) / "model.umb"
        write_umb(model, path)
        return umbi.umb.read(path, strict=True)


@settings(max_examples=12)
@given(PROGRAMS)
def test_the_file_is_worth_what_the_prism_model_is(made: Program) -> None:
    """Where turns are counted: eight answers a program, equal to the last digit."""
    model = explicit(made, counts_turns=True)
    expected = storms(made)

    assert about(through_storm(model), CHOSEN) == {
        name: expected[name] for name in CHOSEN
    }


@settings(max_examples=12)
@given(PROGRAMS)
def test_the_turn_limit_can_be_asked_for_in_steps(made: Program) -> None:
    """Where turns are not counted."""
    model = explicit(made)
    found = in_floats(explore(made))
    answers = about(
        through_storm(model),
        {
            "best": f'Pmax=? [F<={model.most_steps} "goal"]',
            "worst": f'Pmin=? [F<={model.most_steps} "goal"]',
        },
    )

    for name, answer in answers.items():
        assert abs(found[name] - float(answer)) <= CLOSE, name


@settings(max_examples=12)
@given(PROGRAMS)
def test_storms_bounds_are_those_of_the_sensitivity(made: Program) -> None:
    """Over all the numbers that the evidence leaves room for."""
    ours = robust_range(unfold(made))
    model = explicit(made, ranges=estimated(made))
    low, high = bounds(through_storm(model), f'Pmax=? [F<={model.most_steps} "goal"]')

    assert abs(ours.lower - float(low)) <= CLOSE
    assert abs(ours.upper - float(high)) <= CLOSE
    assert low <= value(made, max) <= high


def test_umbi_reads_every_place_and_every_fraction() -> None:
    """Places, choices, chances, labels, rewards and names."""
    model = explicit(program(), counts_turns=True)
    found = through_umbi(model)
    choices = [choice for each in model.choices for choice in each]
    branches = [branch for choice in choices for branch in choice.branches]

    assert [
        {
            "turn": place.turn,
            "phase": place.phase,
            "mark": 0,
            **{
                v.name: x for v, x in zip(program().variables, place.state, strict=True)
            },
        }
        for place in model.places
    ] == found.valuations["states"]
    assert [target for _, target in branches] == found.branch_to_target
    assert [chance.low for chance, _ in branches] == found.branch_to_probability
    assert [choice.action for choice in choices] == [
        found.choice_action_to_string[number]
        for number in found.choice_to_choice_action
    ]
    aps, rewards = found.annotations["aps"], found.annotations["rewards"]
    assert [kind == "goal" for kind in model.kinds] == aps["goal"]["states"]
    assert [kind != "" for kind in model.kinds] == aps["over"]["states"]
    assert [choice.score for choice in choices] == rewards["score"]["choices"]
    assert [choice.turns for choice in choices] == rewards["turns"]["choices"]


def test_umbi_reads_every_range() -> None:
    """As pairs of fractions, wherever one chance is a range."""
    model = explicit(program(), ranges=estimated(program()))
    found = through_umbi(model)

    assert [
        (chance.low, chance.high)
        for each in model.choices
        for choice in each
        for chance, _ in choice.branches
    ] == [(each.left, each.right) for each in found.branch_to_probability]
    assert is_ranged(through_storm(model))


def test_the_file_says_what_it_is_about() -> None:
    """Whatever characters the title is made of."""
    made = attrs.evolve(program(), title="Besuch: „Setzen Sie sich“")
    about_it = through_umbi(explicit(made)).index.model_data

    assert about_it.name == "a-visit"
    assert about_it.description == made.title
    assert "of 4 turns" in about_it.comment


def test_a_variable_may_have_the_name_of_one_of_ours() -> None:
    """Ours gives way."""
    made = program()
    (name,) = (v.name for v in made.variables if v.name == "composure")
    renamed = attrs.evolve(
        made,
        variables=tuple(
            attrs.evolve(v, name="turn") if v.name == name else v
            for v in made.variables
        ),
        actions=(
            attrs.evolve(
                made.actions[1], good=(), watches=(), available=parse("turn >= 0")
            ),
        ),
        world=(),
    )
    found = through_umbi(explicit(renamed)).valuations["states"][0]

    assert (found["turn"], found["turn_"]) == (2, 0)


def test_the_command_line_writes_such_a_file(tmp_path: Path) -> None:
    """Storm reads it, whichever options were given."""
    path = tmp_path / "parcel.umb"
    told = ["export", "umb", "late-parcel", "--pack-dir", str(PARCELS)]
    best = {}
    for option in ([], ["--turns"], ["--intervals"]):
        assert main([*told, "--out", str(path), *option]) == 0
        best[tuple(option)] = bounds(read(path, exact=False), 'Pmax=? [F<=99 "goal"]')

    assert best["--turns",][0] <= best[()][0]
    assert best["--intervals",][0] < best[()][0] < best["--intervals",][1]
