"""Hypothesis strategies for whole scenarios and the programs they lower to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from scenario_engine.expressions import Expression, parse
from scenario_engine.program import Program, lower
from scenario_engine.testing.effects import (
    ANTI,
    TECHNIQUES,
    Names,
    drifts,
    events,
    interventions,
    triggers,
)
from scenario_engine.vocabulary import (
    Change,
    Effect,
    Ending,
    Instrument,
    Intervention,
    Item,
    Ladder,
    Level,
    Library,
    Objective,
    Outcome,
    Participant,
    Persona,
    Policy,
    Reference,
    Scenario,
    ScoringRule,
    Start,
    Technique,
    Timeout,
    Variable,
)

ITEMS = {"line": "more", "slip": "fewer", "note": "neither"}
"""The items of the scale, and which points of each are better."""


@attrs.frozen
class Sample:
    """
    A generated scenario with the library it refers to.

    Attributes:
        scenario: The scenario.
        library: The techniques, ladders and instruments it names.
    """

    scenario: Scenario
    library: Library

    def lowered(self) -> Program:
        """Lower the scenario."""
        return lower(self.scenario, self.library, "sample")


def scenarios(
    *, winnable: bool = False, largest_horizon: int = 5
) -> st.SearchStrategy[Sample]:
    """
    Strategy for whole scenarios, valid by construction.

    Shrinks towards one participant, one intervention and a short horizon.

    Args:
        winnable: Whether the goal can be reached from every state that is no ending.
        largest_horizon: Most turns.
    """
    return _scenarios(winnable, largest_horizon)


def programs(
    *, winnable: bool = False, largest_horizon: int = 5
) -> st.SearchStrategy[Program]:
    """Strategy for the programs of `scenarios`."""
    return scenarios(winnable=winnable, largest_horizon=largest_horizon).map(
        Sample.lowered
    )


@st.composite
def _scenarios(draw: st.DrawFn, winnable: bool, largest_horizon: int) -> Sample:
    top = draw(st.integers(2, 3))
    people = ("daughter", "son")[: draw(st.integers(1, 2))]
    flags = ("heard", "informed")[: draw(st.integers(0, 2))]
    scene = Names(people, flags, top)
    scenario = Scenario(
        id="sample",
        title="A generated scenario",
        setting="Nowhere in particular.",
        horizon=draw(st.integers(1, largest_horizon)),
        evidence="assumption",
        participants=tuple(draw(_participants(name, top)) for name in people),
        personas=(_persona("calmer", "0.2"), _persona("rasher", "0.5")),
        composure=draw(_composures),
        variables={flag: draw(_variables) for flag in flags},
        interventions=(
            *((_sure_way(people),) if winnable else ()),
            *draw(interventions(scene)),
        ),
        triggers=tuple(
            draw(triggers(scene, f"trigger-{i}"))
            for i in range(draw(st.integers(0, 1)))
        ),
        world=tuple(
            draw(drifts(scene, f"drift-{i}")) for i in range(draw(st.integers(0, 1)))
        ),
        endings=draw(_endings(scene, winnable)),
        timeout=Timeout(kind=draw(st.sampled_from(["neutral", "harm"]))),
        policies=tuple(
            draw(_policies(scene, f"policy-{i}"))
            for i in range(draw(st.integers(0, 2)))
        ),
        scoring=draw(_rules(scene)),
    )
    practised = scenario.interventions[0].technique
    objective = Objective(id="practise", text="Practise.", techniques=(practised,))
    return Sample(attrs.evolve(scenario, objectives=(objective,)), _library(top))


def _library(top: int) -> Library:
    levels = tuple(Level(label=f"level {i}", description="…") for i in range(top + 1))
    return Library().with_pack(
        "core",
        {
            "references": [Reference(id="a-book", title="A book")],
            "ladders": [
                Ladder(id="steps", title="Steps", levels=levels, source="a-book")
            ],
            "techniques": [
                Technique(
                    id=id_,
                    name=id_,
                    family="limits" if id_ == "set-limit" else "listening",
                    anti=id_ == ANTI,
                    does="Something.",
                )
                for id_ in TECHNIQUES
            ],
            "instruments": [
                Instrument(
                    id="scale",
                    title="A scale",
                    items=tuple(
                        Item(id=id_, label=f"A {id_}", range=(-9, 9), better=better)
                        for id_, better in ITEMS.items()
                    ),
                    source="assumption",
                )
            ],
        },
    )


def _persona(id_: str, reactivity: str) -> Persona:
    return Persona(
        id=id_,
        role="somebody",
        ladder="steps",
        traits={"reactivity": Decimal(reactivity)},
    )


@st.composite
def _participants(draw: st.DrawFn, name: str, top: int) -> Participant:
    drawn = draw(
        st.sampled_from([{}, {"calmer": Decimal("0.6"), "rasher": Decimal("0.4")}])
    )
    return Participant(
        id=name,
        persona="" if drawn else "calmer",
        one_of=drawn,
        trust=(0, 1),
        start=Start(
            escalation=draw(st.integers(1, top - 1)), trust=draw(st.integers(0, 1))
        ),
        visible=draw(st.sampled_from([("escalation",), ("escalation", "trust"), ()])),
    )


_composures = st.builds(
    Variable, range=st.just((0, 1)), start=st.integers(0, 1), visible=st.booleans()
)

_variables = st.one_of(
    st.builds(Variable, range=st.just((0, 1)), start=st.integers(0, 1)),
    st.just(Variable(range=(0, 1), draw={"0": Decimal("0.75"), "1": Decimal("0.25")})),
)


def _sure_way(people: tuple[str, ...]) -> Intervention:
    """Return what can always bring everybody down a level."""
    calmer = {f"{person}.escalation": Change("add", -1) for person in people}
    return Intervention(
        id="the-sure-way",
        technique="active-listening",
        lines=("Tell me.", "Go on."),
        effects=(Effect(outcomes=(Outcome(chance=parse("0.5"), change=calmer),)),),
    )


@st.composite
def _endings(draw: st.DrawFn, scene: Names, winnable: bool) -> tuple[Ending, ...]:
    calm = " and ".join(f"{person}.escalation == 0" for person in scene.people)
    goal = calm
    if scene.flags and not winnable:
        goal = draw(st.sampled_from([calm, f"{calm} and {scene.flags[0]} == 1"]))
    highest = f"{scene.people[0]}.escalation == {scene.top}"
    endings = [Ending(id="settled", kind="goal", when=parse(goal), text="It is well.")]
    if draw(st.booleans()):
        endings.append(
            Ending(id="hurt", kind="harm", when=parse(highest), text="It is not.")
        )
    return tuple(endings)


@st.composite
def _policies(draw: st.DrawFn, scene: Names, id_: str) -> Policy:
    event = events(scene)
    pattern = draw(st.sampled_from(["never", "by-the-end", "before", "within"]))
    named = {
        "never": ("event",),
        "by-the-end": ("event",),
        "before": ("first", "then"),
        "within": ("after", "then"),
    }[pattern]
    fields: dict[str, Any] = {field: draw(event) for field in named}
    if pattern == "within":
        fields["turns"] = draw(st.integers(0, 2))
    return Policy(id=id_, pattern=pattern, **fields)


@st.composite
def _rules(draw: st.DrawFn, scene: Names) -> tuple[ScoringRule, ...]:
    item = draw(st.sampled_from(list(ITEMS)))
    rules = []
    if draw(st.booleans()):
        rules.append(_rule("while-playing", item, "choice", draw(events(scene)), "1"))
    if draw(st.booleans()):
        at_goal = parse("kind == 'goal'")
        rules.append(_rule("at-the-end", "line", "ending", at_goal, "2.5"))
    return tuple(rules)


def _rule(id_: str, item: str, at: str, when: Expression, award: str) -> ScoringRule:
    return ScoringRule(
        id=id_, instrument="scale", item=item, award=Decimal(award), at=at, when=when
    )
