"""
Scenes of two participants who affect each other, to measure joint analysis on.

A student and a peer, each with about a thousand states of their own. Six
interventions can be addressed to either; each moves the one it is addressed to, and
may move the bystander. In the scene `local` every guard reads one participant alone; a
chance is one of the addressee's, times one of the bystander's. In the scene `cross`
what is on offer, which effect applies and how likely it is depend on both at once. In
the scene `tangled` every chance reads every variable, which is as bad as it can get.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scenario_engine.expressions import parse
from scenario_engine.interop.prism import prism
from scenario_engine.program import lower
from scenario_engine.vocabulary import (
    Change,
    Drift,
    Effect,
    Ending,
    Intervention,
    Ladder,
    Level,
    Library,
    Objective,
    Outcome,
    Participant,
    Persona,
    Reference,
    Scenario,
    Start,
    Technique,
    Variable,
)

if TYPE_CHECKING:
    from scenario_engine.program import Program

Kind = Literal["local", "cross", "tangled"]
PEOPLE = {"student": "peer", "peer": "student"}
TOP, HORIZON = 6, 40


def scene(
    kind: Kind, *, heard: int = 3, top: int = TOP, drift: bool = False
) -> Program:
    """
    Return a scene, lowered.

    Args:
        kind: Whether guards are local to a participant, read both, or whether every
            chance reads everything.
        heard: How much each of them may have told; more makes it larger.
        top: The highest level of escalation.
        drift: Whether each of them also moves by themselves after every response.
    """
    variables = {}
    for one in PEOPLE:
        variables[f"{one}_heard"] = Variable(range=(0, heard), start=0)
        for flag in ("informed", "space", "choice"):
            variables[f"{one}_{flag}"] = Variable(range=(0, 1), start=0)
    made = Scenario(
        id=f"two-{kind}",
        title="Two at a table",
        setting="A school canteen.",
        horizon=HORIZON,
        evidence="assumption",
        participants=tuple(
            Participant(
                id=one,
                persona="anybody",
                trust=(0, 4),
                start=Start(escalation=min(3, top - 1), trust=1),
            )
            for one in PEOPLE
        ),
        personas=(Persona(id="anybody", role="a pupil", ladder="steps", traits={}),),
        composure=Variable(range=(0, 1), start=1),
        variables=variables,
        interventions=tuple(
            each for one in PEOPLE for each in _interventions(kind, one, top)
        ),
        world=tuple(_drift(one) for one in PEOPLE) if drift else (),
        endings=(
            Ending(
                id="crisis",
                kind="harm",
                when=parse(f"student.escalation == {top} or peer.escalation == {top}"),
                text="A blow.",
            ),
            Ending(
                id="calm",
                kind="goal",
                when=parse(
                    "student.escalation == 0 and peer.escalation == 0 "
                    "and student.trust >= 3 and peer.trust >= 3"
                ),
                text="They sit down.",
            ),
        ),
        objectives=(Objective(id="hear", text="Hear.", techniques=("listen",)),),
    )
    return lower(made, _library(top), "bench")


def turn_free(program: Program) -> str:
    """
    Return the exported model without the turn and the phase: a turn is a step.

    Args:
        program: One without stages of the world, or phases would be needed.
    """
    assert not program.world
    text = prism(program).text
    gone = (
        "(phase = choosing) & (turn < horizon) & ",
        " & (turn' = turn + 1)",
        " & (phase' = choosing)",
        "(phase' = choosing) & ",
        "(phase = over) & ",
    )
    for words in gone:
        text = text.replace(words, "")
    text = text.replace("(phase' = choosing)", "true")
    head, rest = text.split("  phase :", 1)
    variables = rest.split("\n", 2)[2]
    kept, ends = variables.split("  [finish]", 1)
    labels = ends.split("endmodule", 1)[1].split('label "neutral"', 1)[0]
    last = "  [over] ended ->\n      1 : true;\nendmodule"
    return head + kept + last + labels


def _interventions(kind: Kind, one: str, top: int) -> list[Intervention]:
    other = PEOPLE[one]
    mixed = kind != "local"
    rows = [
        # name, available, when, and for each outcome: chance, what it changes
        ("listen", "True", f"escalation <= {top - 2}", [
            ("0.25 + 0.05 * trust", {"heard": "+1", "trust": "+1"}),
            ("0.15 + 0.05 * trust", {"escalation": "-1"}),
            ("0.10", {"heard": "+1", "escalation": "-1"}),
        ]),
        ("inform", f"{one}_heard >= 1", f"{one}_informed == 0", [
            ("0.35", {"informed": "=1"}),
            ("0.20", {"informed": "=1", "escalation": "-1"}),
            ("0.10", {"heard": "-1", "escalation": "+1"}),
        ]),
        ("give-space", "True", f"{one}_space == 0", [
            ("0.30", {"space": "=1", "escalation": "-1"}),
            ("0.30", {"space": "=1"}),
            ("0.10", {"trust": "-1"}),
        ]),
        ("offer-choice", "trust >= 1", f"{one}_choice == 0", [
            ("0.20 + 0.05 * trust", {"choice": "=1", "trust": "+1"}),
            ("0.20", {"choice": "=1", "escalation": "-1"}),
            ("0.10", {"escalation": "+1"}),
        ]),
        ("set-limit", f"{one}_heard >= 2", f"escalation <= {top - 1}", [
            (f"0.15 + 0.05 * trust + 0.1 * {one}_informed", {"escalation": "-1"}),
            ("0.15", {"trust": "-1", "space": "=0"}),
            ("0.10", {"escalation": "+1", "choice": "=0"}),
        ]),
        ("command-calm", "True", "escalation >= 1", [
            ("0.35 - 0.05 * trust", {"escalation": "+1"}),
            ("0.20", {"trust": "-1", "heard": "-1"}),
            ("0.15", {"escalation": "-1", "informed": "=0"}),
        ]),
    ]  # fmt: skip
    made = []
    for name, available, when, outcomes in rows:
        moved = "-1" if name == "set-limit" else "+1"
        swayed = f"(0.30 - 0.05 * {other}.trust)"
        if kind == "tangled":
            flags = [
                f"{p}_{f}" for p in PEOPLE for f in ("informed", "space", "choice")
            ]
            said = [f"{p}_heard" for p in PEOPLE]
            less = " - ".join(f"0.01 * {name}" for name in (*flags, *said))
            swayed = f"(0.35 - 0.03 * {other}.trust - {less})"
        if mixed:
            available = f"({available}) or {other}.escalation >= {top - 1}"
            when = f"({when}) and escalation + {other}.escalation <= {2 * top - 3}"
        if kind == "cross":
            higher = f"max(escalation, {other}.escalation)"
            swayed = f"(0.05 + 0.04 * {higher} - 0.01 * {other}_heard)"
        made.append(
            Intervention(
                id=f"{name}-{one}",
                technique=name,
                lines=("…", "… …"),
                to=one,
                available=parse(available),
                effects=(
                    Effect(
                        when=parse(when),
                        outcomes=tuple(_joint(one, other, outcomes, swayed, moved)),
                    ),
                    Effect(
                        outcomes=tuple(
                            _joint(one, other, [("0.25", {})], swayed, moved)
                        )
                    ),
                ),
            )
        )
    return made


def _joint(
    one: str,
    other: str,
    outcomes: list[tuple[str, dict[str, str]]],
    swayed: str,
    moved: str,
) -> list[Outcome]:
    """Return every outcome of the addressee with every one of the bystander."""
    chances = [chance for chance, _ in outcomes]
    rest = "1 - " + " - ".join(f"({chance})" for chance in chances)
    bystander = {f"{other}.escalation": moved}
    found = []
    for chance, change in [*outcomes, (rest, {})]:
        own = {_named(one, name): text for name, text in change.items()}
        found.append(_outcome(f"({chance}) * {swayed}", {**own, **bystander}))
        if own:
            found.append(_outcome(f"({chance}) * (1 - {swayed})", own))
    return found


def _outcome(chance: str, change: dict[str, str]) -> Outcome:
    return Outcome(
        chance=parse(chance),
        change={name: Change.parse(text) for name, text in change.items()},
        cue="…",
    )


def _named(one: str, name: str) -> str:
    return f"{one}.{name}" if name in ("escalation", "trust") else f"{one}_{name}"


def _drift(one: str) -> Drift:
    return Drift(
        id=f"{one}-by-themselves",
        when=parse(f"{one}.escalation >= 2 and {one}_space == 0"),
        chance=parse(f"0.15 - 0.02 * {one}.trust"),
        change={f"{one}.escalation": Change.parse("+1")},
    )


def _library(top: int) -> Library:
    levels = tuple(Level(label=f"level {i}", description="…") for i in range(top + 1))
    techniques = ("listen", "inform", "give-space", "offer-choice", "set-limit")
    return Library().with_pack(
        "core",
        {
            "references": [Reference(id="a-book", title="A book")],
            "ladders": [
                Ladder(id="steps", title="Steps", levels=levels, source="a-book")
            ],
            "techniques": [
                Technique(id=id_, name=id_, family="listening", does="Something.")
                for id_ in (*techniques, "command-calm")
            ],
        },
    )
