"""Lowering turns a scenario into a program, or says every fault at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from scenario_engine.errors import ScenarioError
from scenario_engine.expressions import parse, to_text
from scenario_engine.program import Interpreter, Program, from_data, lower, to_data
from scenario_engine.vocabulary import (
    Change,
    Drift,
    Ending,
    Facilitation,
    Intervention,
    Objective,
    Policy,
    Start,
    Timeout,
    Trigger,
    Uses,
    Variable,
)
from scenes import (
    CALM_DOWN,
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

evolve = attrs.evolve


def said(**changes: Any) -> list[str]:
    """Return the faults of the scenario with some fields changed."""
    with pytest.raises(ScenarioError) as caught:
        lower(scenario(**changes), LIBRARY, "sample")
    return str(caught.value).splitlines()


def only(intervention: Intervention) -> dict[str, Any]:
    """Return changes that leave this intervention alone in the scenario."""
    return {"interventions": (intervention,), "policies": ()}


VISITOR = SCENARIO.participants[0]
TWO_TYPES = evolve(
    VISITOR, persona="", one_of={"calmer": Decimal("0.25"), "rasher": Decimal("0.75")}
)
TWINS = (
    evolve(PERSONA, id="calmer", traits={"reactivity": Decimal("0.2")}),
    evolve(PERSONA, id="rasher", traits={"reactivity": Decimal("0.6")}),
)


def test_the_program_says_all_that_the_scenario_says() -> None:
    """Variables, actions, stages, endings and monitors, each in order."""
    made = program()

    assert [
        ("visitor.escalation", 0, 3, "visitor", True),
        ("visitor.trust", 0, 3, "visitor", False),
        ("composure", 0, 3, "trainee", True),
        ("heard", 0, 1, "scene", True),
        ("policy.hear_first", 0, 2, "organisation", False),
    ] == [(v.name, v.low, v.high, v.owner, v.visible) for v in made.variables]
    assert ["listen", "calm-down", "limit"] == [a.id for a in made.actions]
    assert ["the-clock", "own-stress"] == [stage.id for stage in made.world]
    assert ["settled", "hurt"] == [ending.id for ending in made.endings]
    assert ["hear-first"] == [monitor.policy for monitor in made.monitors]


def test_every_command_has_its_origin_in_the_authors_words() -> None:
    """Pack, object and field."""
    made = program()

    assert (
        "sample: scenario 'a-visit': intervention 'listen' > poorly > effect 1 > outcome 1"
        == str(made.actions[0].poor[0].outcomes[0].origin)
    )
    assert "sample: scenario 'a-visit': trigger 'the-clock'" == str(
        made.world[0].origin
    )


def test_unqualified_names_are_those_of_the_only_participant() -> None:
    """And a trait is a number."""
    assert "visitor.escalation <= 2" == to_text(program().actions[0].good[0].guard)
    assert "0.1" == to_text(program().world[0].cases[0].outcomes[0].chance.base)


def test_with_several_participants_names_are_those_of_the_addressee() -> None:
    """`to` for interventions, `of` for triggers and drift."""
    two = (VISITOR, evolve(VISITOR, id="friend", start=Start(escalation=1)))
    listen = evolve(LISTEN, to="friend")
    stress = Drift(
        id="both", chance=parse("0.1"), change={"visitor.trust": Change.parse("+1")}
    )
    made = program(
        participants=two,
        interventions=(listen,),
        triggers=(evolve(SCENARIO.triggers[0], of="visitor"),),
        world=(stress,),
        endings=(
            Ending(
                id="well",
                kind="goal",
                when=parse("visitor.escalation == 0 and friend.escalation == 0"),
                text=".",
            ),
        ),
        policies=(),
    )

    changes = made.actions[0].good[0].outcomes[0].changes
    assert ["heard", "friend.escalation"] == [c.variable for c in changes]
    assert "friend" == made.actions[0].addressee
    assert (
        "visitor.escalation" == made.world[0].cases[0].outcomes[0].changes[0].variable
    )


def test_what_people_need_for_live_role_play_is_no_part_of_the_program() -> None:
    """So that a better question for afterwards makes no other program."""
    led = Facilitation(timing="Soon.", stop_word="Halt", debrief=("And now?",))
    opened = (attrs.evolve(SCENARIO.participants[0], opening="Good day."),)

    assert program(facilitation=led, participants=opened) == program()


def test_where_a_choice_is_good_practice_is_kept_in_the_programs_words() -> None:
    """Names are those of the addressee, as in the guard; most choices are not marked."""
    marked = evolve(LISTEN, good_practice=parse("escalation <= 1 and heard == 0"))
    action = program(**only(marked)).actions[0]

    assert action.good_practice == parse("visitor.escalation <= 1 and heard == 0")
    assert program().actions[0].good_practice is None


def test_a_drawn_persona_becomes_a_hidden_variable() -> None:
    """Traits depend on it, and each type has its chance."""
    made = program(participants=(TWO_TYPES,), personas=TWINS)

    hidden = made.variables[0]
    assert ("visitor.persona", 0, 1, False) == (
        hidden.name,
        hidden.low,
        hidden.high,
        hidden.visible,
    )
    assert [("0.25", 0), ("0.75", 1)] == [
        (to_text(start.chance), start.state[0]) for start in made.starts
    ]
    assert "0.2 * (0.2 if visitor.persona == 0 else 0.6)" == to_text(
        made.world[0].cases[0].outcomes[0].chance.base
    )


def test_the_triggers_of_a_drawn_persona_act_only_while_it_is_drawn() -> None:
    """They come before the scene's own."""
    slam = Trigger(
        id="a-door",
        chance=parse("0.5"),
        change={"escalation": Change.parse("+1")},
        evidence="assumption",
    )
    library = LIBRARY.with_pack("doors", {"triggers": [slam]})
    twins = (TWINS[0], evolve(TWINS[1], triggers=("a-door",)))
    made = lower(scenario(participants=(TWO_TYPES,), personas=twins), library, "sample")

    assert ["a-door@visitor", "the-clock", "own-stress"] == [s.id for s in made.world]
    assert "visitor.persona == 1" == to_text(made.world[0].cases[0].guard)
    assert "doors" == made.world[0].origin.pack


def test_first_values_can_be_drawn() -> None:
    """Chances multiply exactly; impossible ones are left out."""
    drawn = Variable(
        range=(0, 2), draw={"0": Decimal("0.5"), "1": Decimal("0"), "2": Decimal("0.5")}
    )
    made = program(
        participants=(TWO_TYPES,),
        personas=TWINS,
        variables={"heard": Variable(range=(0, 1), start=0), "hurried": drawn},
    )
    chances = [branch.chance for branch in Interpreter(made, exact=True).starts()]

    assert ["0.25 * 0.5", "0.25 * 0.5", "0.75 * 0.5", "0.75 * 0.5"] == [
        to_text(start.chance) for start in made.starts
    ]
    assert 1 == sum(chances)


def test_shared_objects_are_used_by_id() -> None:
    """Interventions, triggers, policies and scoring rules of the packs."""
    library = LIBRARY.with_pack(
        "shared",
        {
            "interventions": [evolve(LIMIT, id="shared-limit", evidence="a-book")],
            "policies": [evolve(SCENARIO.policies[0], id="shared-policy")],
            "scoring_rules": [evolve(SCENARIO.scoring[0], id="shared-rule")],
        },
    )
    uses = Uses(
        interventions=("shared-limit",),
        policies=("shared-policy",),
        scoring=("shared-rule",),
    )
    made = lower(scenario(uses=uses), library, "sample")

    shared = made.actions[-1]
    assert ("shared-limit", "shared") == (shared.id, shared.origin.pack)
    assert "a-book" == shared.good[0].outcomes[0].chance.evidence
    assert ["hear-first", "shared-policy"] == [m.policy for m in made.monitors]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            only(evolve(LISTEN, technique="active-lisening")),
            "intervention 'listen' > technique: active-lisening: unknown technique. "
            "Did you mean 'active-listening'?",
        ),
        (
            only(evolve(LISTEN, to="visiter")),
            "intervention 'listen' > to: visiter: unknown participant. "
            "Did you mean 'visitor'?",
        ),
        (
            only(evolve(LISTEN, good_practice=parse("herd == 0"))),
            "intervention 'listen' > good_practice: herd: 'herd' is not a known name. "
            "Write 'heard', if that is meant",
        ),
        (
            only(evolve(LISTEN, good_practice=parse("heard"))),
            "intervention 'listen' > good_practice: heard: 'heard' is a number, not a "
            "condition. Write 'heard == 1', or another comparison",
        ),
        (
            {
                "interventions": (
                    LISTEN,
                    evolve(CALM_DOWN, good_practice=parse("heard == 0")),
                ),
                "policies": (),
            },
            "intervention 'calm-down' > good_practice: heard == 0: 'command-calm' is an "
            "anti-technique, which is never good practice. Leave it out, or name another "
            "technique",
        ),
        (
            only(evolve(LISTEN, effects=(effect(outcome("0.5", herd="+1")),))),
            "intervention 'listen' > effect 1 > outcome 1 > change: herd: "
            "unknown variable. Did you mean 'heard'?",
        ),
        (
            only(evolve(LISTEN, effects=(effect(outcome("0.5", reactivity="+1")),))),
            "intervention 'listen' > effect 1 > outcome 1 > change: reactivity: unknown "
            "variable. Known: composure, escalation, heard, trust, visitor.escalation, "
            "visitor.trust",
        ),
        (
            only(
                evolve(
                    LISTEN,
                    effects=(
                        effect(
                            outcome("0.5", escalation="+1", visitor__escalation="-1")
                        ),
                    ),
                )
            ),
            "intervention 'listen' > effect 1 > outcome 1 > change: visitor.escalation: "
            "changed twice. Keep one of the two",
        ),
        (
            {"participants": (evolve(VISITOR, persona="visiter"),)},
            "participant 'visitor' > persona: visiter: unknown persona. "
            "Did you mean 'visitor'?",
        ),
        (
            {"personas": (evolve(PERSONA, ladder="five-steps"),)},
            "participant 'visitor' > persona 'visitor' > ladder: five-steps: "
            "unknown ladder. Did you mean 'four-steps'?",
        ),
        (
            {"participants": (evolve(VISITOR, start=Start(escalation=4)),)},
            "participant 'visitor' > start > escalation: 4: not a level of the ladder "
            "'four-steps'. Give a level from 0 to 3",
        ),
        (
            {"participants": (evolve(VISITOR, start=Start(escalation=2, trust=7)),)},
            "participant 'visitor' > start > trust: 7: not in the range 0..3. "
            "Start inside the range",
        ),
        (
            {"personas": (evolve(PERSONA, voice=(("One.",),)),)},
            "participant 'visitor' > persona 'visitor' > voice: 1 levels: the ladder "
            "'four-steps' has 4. Give lines for each level, from level 0 up",
        ),
        (
            {
                "participants": (TWO_TYPES,),
                "personas": (TWINS[0], evolve(TWINS[1], role="somebody else")),
            },
            "participant 'visitor' > one_of: calmer, rasher: personas that look or sound "
            "different, which gives the draw away. Give them the same `role` and the same "
            "`voice`, or leave `voice` out in all but one",
        ),
        (
            {
                "participants": (TWO_TYPES,),
                "personas": (TWINS[0], evolve(TWINS[1], traits={})),
            },
            "participant 'visitor' > one_of: reactivity: a trait that 'rasher' does not "
            "have. Give the trait to every persona that may be drawn",
        ),
        (
            {"evidence": None},
            "intervention 'listen' > delivery: a chance without "
            "evidence. Give `evidence` here or at the top of the file: a reference's id, "
            'or "assumption"',
        ),
        (
            {"evidence": "some-book"},
            "intervention 'listen' > evidence: some-book: unknown "
            "reference. Did you mean 'a-book'?",
        ),
        (
            {"endings": (SCENARIO.endings[1],), "scoring": ()},
            'endings: none of kind goal. Give an ending of kind "goal": the situation '
            "is de-escalated",
        ),
        (
            {"timeout": Timeout(id="hurt")},
            "timeout > id: hurt: the id of an ending too. Rename one of the two",
        ),
        (
            {"interventions": (), "policies": (), "objectives": ()},
            "interventions: none. Give at least one",
        ),
        (
            {
                "objectives": (
                    Objective(id="calm", text="Calm.", techniques=("command-calm",)),
                ),
                **only(LISTEN),
            },
            "objective 'calm' > techniques: command-calm: no intervention of the scenario "
            "is an instance of any of them. Add an intervention, or name a technique that "
            "is practised here",
        ),
        (
            {"uses": Uses(interventions=("limit",))},
            "uses > interventions: limit: the scenario has its own intervention with "
            "this id. Rename one of the two",
        ),
        (
            {"uses": Uses(policies=("hear-last",))},
            "uses > policies: hear-last: unknown policy. None is known here",
        ),
        (
            {"scoring": (evolve(SCENARIO.scoring[0], instrument="skale"),)},
            "scoring rule 'heard' > instrument: skale: unknown instrument. "
            "Did you mean 'scale'?",
        ),
        (
            {"scoring": (evolve(SCENARIO.scoring[0], item="heres"),)},
            "scoring rule 'heard' > item: heres: unknown item of 'scale'. "
            "Did you mean 'hears'?",
        ),
        (
            {
                "variables": {
                    **SCENARIO.variables,
                    "reactivity": Variable(range=(0, 1), start=0),
                }
            },
            "variables > reactivity: reactivity: the name of a trait of 'visitor' too. "
            "Rename the variable",
        ),
        (
            {"endings": (evolve(SCENARIO.endings[0], when=parse("escalation >= 2")),)},
            "ending 'settled' > when: visitor.escalation = 2, visitor.trust = 1, "
            "composure = 2, heard = 0, policy.hear_first = 0: holds at the very "
            "beginning. Change the condition, or where the scenario starts",
        ),
    ],
)
def test_a_fault_is_said_with_its_mend(changes: dict[str, Any], message: str) -> None:
    """Where it stands, what stands there, what is wrong and what to do."""
    stop = "" if message.endswith("?") else "."

    assert f"sample: {message}{stop}" == said(**changes)[0]


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        (
            only(evolve(LISTEN, available=parse("escaltion <= 2"))),
            "intervention 'listen' > available: escaltion: ",
        ),
        (
            only(evolve(LISTEN, available=parse("escalation"))),
            "intervention 'listen' > available: escalation: ",
        ),
        (
            only(evolve(LISTEN, effects=(effect(outcome("skill")),))),
            "intervention 'listen' > effect 1 > outcome 1 > chance: skill: ",
        ),
        (
            {
                "policies": (
                    Policy(id="p", pattern="never", event=parse("intervention == 'x'")),
                )
            },
            "policy 'p' > event: 'x': ",
        ),
        (
            {"scoring": (evolve(SCENARIO.scoring[1], when=parse("kind == 'gaol'")),)},
            "scoring rule 'done' > when: 'gaol': ",
        ),
        (
            {"world": (evolve(SCENARIO.world[0], when=parse("turn > 3")),)},
            "world stage 'own-stress' > when: turn: ",
        ),
    ],
)
def test_names_and_types_are_checked_wherever_an_expression_stands(
    changes: dict[str, Any], start: str
) -> None:
    """The words are those of the expression language."""
    assert said(**changes)[0].startswith(f"sample: {start}")


def test_all_faults_are_said_at_once() -> None:
    """Three objects, three faults."""
    found = said(
        interventions=(evolve(LISTEN, technique="x"), CALM_DOWN, LIMIT),
        world=(evolve(SCENARIO.world[0], when=parse("composed >= 1")),),
        endings=(evolve(SCENARIO.endings[0], when=parse("hard == 1")),),
    )

    assert {
        "intervention 'listen' > technique",
        "objective 'hear' > techniques",
        "world stage 'own-stress' > when",
        "ending 'settled' > when",
    } == {line.split(": ")[1] for line in found}


def test_delivery_defaults_to_skill_where_it_matters() -> None:
    """With `poorly` and no `delivery`; without `poorly` it makes no difference."""
    made: Program = program(
        interventions=(evolve(LISTEN, delivery=None), CALM_DOWN, LIMIT)
    )
    first, second, _ = made.actions

    assert first.delivery is not None
    assert "skill" == to_text(first.delivery.base)
    assert second.delivery is None


def test_participants_and_rules_can_be_anything_the_vocabulary_allows() -> None:
    """An ending rule folds to the endings that it is about."""
    made = program()

    assert [1, 0] == [len(ending.rewards) for ending in made.endings]
    assert 0 == len(made.timeout.rewards)


@pytest.mark.parametrize(
    ("chance", "low", "high", "fault"),
    [
        ("0.5", "0.6", "0.9", "[0.6, 0.9]: 0.5 lies outside. Widen the range"),
        ("0.5", "0", "0.4", "[0, 0.4]: 0.5 lies outside. Widen the range"),
        ("0.1 * trust", "0", "1", "[0, 1]: the range of what is no plain number."),
        ("0.2 * reactivity", "0", "1", "[0, 1]: the range of what is no plain"),
    ],
)
def test_a_range_is_one_of_a_plain_number_in_it(chance, low, high, fault):
    """Of an expression it would be the range of nothing that the author wrote."""
    ranged = evolve(outcome(chance, heard="+1"), range=(Decimal(low), Decimal(high)))
    effects = (effect(ranged),)
    (told,) = said(**only(evolve(LISTEN, effects=effects, available=parse("True"))))

    assert "effect 1 > outcome 1 > range: " + fault in told


def test_ranges_of_the_world_are_kept():
    """Triggers and drift may give theirs too, and the program keeps its digest."""
    (trigger,), (drift,) = SCENARIO.triggers, SCENARIO.world
    span = (Decimal("0.1"), Decimal("0.3"))
    made = program(
        triggers=(evolve(trigger, chance=parse("0.2"), range=span),),
        world=(evolve(drift, chance=parse("0.2"), range=span),),
    )

    ranges = [stage.cases[0].outcomes[0].chance.range for stage in made.world]
    assert 2 * [("0.1", "0.3")] == [
        tuple(map(to_text, each)) for each in ranges if each
    ]
    assert made == from_data(to_data(made))
