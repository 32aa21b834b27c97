"""A whole program in the PRISM language."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from scenario_engine.expressions import parse
from scenario_engine.interop.prism import prism
from scenario_engine.interop.prism.names import RESERVED
from scenario_engine.program import Trainee, digest, ir
from scenario_engine.testing import programs
from scenes import LISTEN, program
from searching import at_most

NOWHERE = ir.Origin("sample", "scenario 'tiny'", "")


def outcome(chance, *changes):
    """Return an outcome."""
    return ir.Outcome(ir.Chance(parse(chance)), changes, "", NOWHERE)


def case(guard, *outcomes):
    """Return a case."""
    return ir.Case(parse(guard), outcomes, NOWHERE)


TINY = attrs.evolve(
    program(),
    id="tiny",
    horizon=2,
    variables=(ir.Variable("caller.escalation", 0, 2), ir.Variable("label", -1, 1)),
    starts=(ir.Start(parse("1"), (1, 0)),),
    actions=(
        attrs.evolve(
            program().actions[0],
            id="listen",
            technique="active-listening",
            available=parse("label >= 0"),
            watches=(
                ir.Watch("hear", (ir.Update(parse("label == 0"), (ir.Change("label", "set", 1),)),)),
            ),
            delivery=ir.Chance(parse("skill * 0.5")),
            good=(case("label == 1", outcome("0.8", ir.Change("caller.escalation", "add", -1))),),
            poor=(),
            rewards=(ir.Reward("scale", "hears", parse("1.5"), parse("label == 0"), NOWHERE),),
        ),
    ),
    world=(
        ir.Stage("clock", (case("label == 1", outcome("0.25", ir.Change("label", "add", -1))),), NOWHERE),
    ),
    endings=(ir.Ending("calm", "goal", parse("caller.escalation == 0"), "", (), NOWHERE),),
    monitors=(),
)  # fmt: skip


def test_a_tiny_program_reads_as_its_author_meant_it():
    """Line by line: constants, formulas, commands, labels and rewards."""
    text = prism(TINY, Trainee({"active-listening": Fraction(3, 5)})).text

    assert (
        text
        == f"""\
// scenario 'tiny' of pack 'sample'
// program {digest(TINY)}
// skill in 'active-listening': 3/5
// caller_escalation: variable 'caller.escalation'
// label_: variable 'label'
// listen: intervention 'listen'
// before_clock: what may happen from 'clock' on
// ending_calm: ending 'calm'

mdp

const int horizon = 2;
const int choosing = 0;
const int before_clock = 1;
const int over = 2;
const int starting = 3;

formula ending_calm = caller_escalation = 0;
formula ended = ending_calm;
formula listen_notes_label = (label_ = 0) ? 1 : label_;
formula listen_well_1 = listen_notes_label = 1;
formula listen_well_none = !(listen_notes_label = 1);
formula clock_1 = label_ = 1;
formula clock_acts = label_ = 1;

module scene
  phase : [choosing..starting] init choosing;
  turn : [0..horizon] init 0;
  caller_escalation : [0..2] init 1;
  label_ : [-1..1] init 0;

  [listen] (phase = choosing) & (turn < horizon) & (!ended) & (label_ >= 0) & listen_well_1 ->
      0.24 : (caller_escalation' = max(caller_escalation - 1, 0)) & (label_' = listen_notes_label) & (phase' = before_clock) & (turn' = turn + 1)
    + 0.06 : (label_' = listen_notes_label) & (phase' = before_clock) & (turn' = turn + 1)
    + 0.7 : (label_' = listen_notes_label) & (phase' = before_clock) & (turn' = turn + 1);
  [listen] (phase = choosing) & (turn < horizon) & (!ended) & (label_ >= 0) & listen_well_none ->
      0.3 : (label_' = listen_notes_label) & (phase' = before_clock) & (turn' = turn + 1)
    + 0.7 : (label_' = listen_notes_label) & (phase' = before_clock) & (turn' = turn + 1);
  [] (phase >= before_clock) & (phase <= before_clock) & (!ended) & clock_acts & clock_1 ->
      0.25 : (label_' = max(label_ - 1, -1)) & (phase' = choosing)
    + 0.75 : (phase' = choosing);
  [] (phase >= before_clock) & (phase <= before_clock) & (!ended) & ((phase > before_clock) | (!clock_acts)) ->
      1 : (phase' = choosing);
  [finish] (phase <= before_clock) & (ended | ((phase = choosing) & (!(turn < horizon)))) ->
      1 : (phase' = over);
  [] phase = over ->
      1 : true;
endmodule

label "goal" = (phase = over) & ending_calm;
label "harm" = false;
label "neutral" = (phase = over) & (!ended);
label "over" = phase = over;

rewards "turns"
  [listen] true : 1;
endrewards

rewards "score"
  [listen] label_ = 0 : 1.5;
endrewards
"""
    )


def test_a_scene_that_may_begin_in_several_ways_is_drawn_first():
    """There is one initial state, and a step of its own that draws."""
    drawn = attrs.evolve(
        TINY,
        starts=(ir.Start(parse("0.75"), (1, 0)), ir.Start(parse("0.25"), (2, 1))),
    )
    text = prism(drawn).text

    assert "  phase : [choosing..starting] init starting;" in text.splitlines()
    assert """\
  [begin] phase = starting ->
      0.75 : (caller_escalation' = 1) & (label_' = 0) & (phase' = choosing)
    + 0.25 : (caller_escalation' = 2) & (label_' = 1) & (phase' = choosing);
""" in text  # fmt: skip


@pytest.mark.parametrize(("skill", "left_out"), [(0, "_well_"), (2, "_poorly_")])
def test_a_delivery_that_cannot_be_is_left_out(skill, left_out):
    """Nobody without skill delivers well; here a skill of 1 means certainty."""
    certain = attrs.evolve(LISTEN, delivery=parse("skill"))
    trainee = Trainee({"active-listening": min(skill, 1)})
    text = prism(program(interventions=(certain,), policies=()), trainee).text

    assert f"listen{left_out}" not in text
    assert "[listen] " in text


def test_random_play_is_a_chain():
    """Where every intervention on offer is equally likely; all else is the same."""
    chosen, random = prism(program()).text, prism(program(), play="random").text

    assert random == chosen.replace("\nmdp\n", "\ndtmc\n")
    assert random != chosen


def test_nothing_that_an_author_writes_can_clash_with_the_export():
    """Not even a variable called `turn` or an intervention called `finish`."""
    awkward = attrs.evolve(
        TINY,
        variables=(ir.Variable("turn", 0, 2), ir.Variable("scene", -1, 1)),
        starts=(ir.Start(parse("1"), (1, 0)),),
        actions=(
            attrs.evolve(
                TINY.actions[0], id="finish", available=ir.ALWAYS, watches=(),
                delivery=None, good=(), rewards=(),
            ),
        ),
        world=(),
        endings=(attrs.evolve(TINY.endings[0], id="over", guard=parse("turn == 0")),),
    )  # fmt: skip
    model = prism(awkward)

    assert {
        "turn_2": "variable 'turn'",
        "scene_2": "variable 'scene'",
        "finish_2": "intervention 'finish'",
        "ending_over": "ending 'over'",
    } == model.names
    assert "formula ending_over = turn_2 = 0;" in model.text


def test_the_endings_score_once_when_they_are_reached():
    """With the kind of ending that holds first, the turn limit last."""
    text = prism(program()).text

    assert text.endswith("""
rewards "score"
  [listen] heard = 0 : 1.5;
  [finish] ending_settled : 4;
endrewards
""")


@at_most(60)
@given(programs())
def test_every_name_in_a_model_is_declared_and_none_twice(made):
    """Whatever the program: what is used is a variable, constant, formula or label."""
    text = re.sub(r"//.*", "", prism(made).text)
    declared = [
        *re.findall(r"^const int (\w+) =", text, re.MULTILINE),
        *re.findall(r"^formula (\w+) =", text, re.MULTILINE),
        *re.findall(r"^  (\w+) : \[", text, re.MULTILINE),
        *set(re.findall(r"^  \[(\w+)\]", text, re.MULTILINE)),
    ]
    quoted = re.sub(r'"\w+"', "", text)
    used = set(re.findall(r"[A-Za-z_]\w*", re.sub(r"\b\d[\w.]*", "", quoted)))

    assert len(declared) == len(set(declared))
    assert used <= set(declared) | RESERVED | {"scene"}


@at_most(30)
@given(programs())
def test_the_same_program_gives_the_same_text(made):
    """And the side table names every variable, action, stage and ending."""
    model = prism(made)

    assert model.text == prism(attrs.evolve(made)).text
    assert len(model.names) == len(made.variables) + len(made.actions) + len(
        made.world
    ) + len(made.endings)
