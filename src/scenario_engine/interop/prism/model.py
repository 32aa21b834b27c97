"""A whole program as a model in the PRISM language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from scenario_engine.interop.prism import writing
from scenario_engine.interop.prism.commands import commands
from scenario_engine.interop.prism.frame import (
    CHOOSING,
    HORIZON,
    MODULE,
    OVER,
    PHASE,
    STARTING,
    TURN,
    Frame,
    frame,
    in_phase,
)
from scenario_engine.interop.prism.scoring import score, turns
from scenario_engine.program import EXPERT, digest
from scenario_engine.program.ir import GOAL, HARM, NEUTRAL

if TYPE_CHECKING:
    from scenario_engine.program import Program, Trainee

Play = Literal["chosen", "random"]
"""Whether interventions are chosen, or drawn at random from those on offer."""


@attrs.frozen
class PrismModel:
    """
    A program in the PRISM language.

    Attributes:
        text: The model. It has the labels ``goal``, ``harm``, ``neutral`` and
            ``over``, the structures of rewards ``turns`` and ``score``, and the turns
            played so far in the variable ``turn``.
        names: What each name in it stands for, in the author's words.
    """

    text: str
    names: Mapping[str, str]


def prism(
    program: Program, trainee: Trainee = EXPERT, *, play: Play = "chosen"
) -> PrismModel:
    """
    Write *program* in the PRISM language.

    Every guard and chance is written as it stands in the program, the trainee's skill
    put in, so that whoever reads the model counts everything out again: which case is
    the first, what is left over, where a range ends.

    Args:
        program: The program.
        trainee: Whose skill decides how interventions are delivered.
        play: ``chosen`` for a decision process, in which each intervention is an
            action; ``random`` for the chain in which every intervention on offer is
            equally likely.
    """
    made = frame(program)
    parts = list(commands(made, trainee))
    kind = {"chosen": "mdp", "random": "dtmc"}[play]
    rewards = {"turns": list(turns(made)), "score": list(score(made))}
    lines = [
        *_head(made, trainee),
        "",
        kind,
        "",
        *_constants(made),
        "",
        *(writing.formula(*each) for each in made.formulas.items()),
        "",
        f"module {MODULE}",
        *_variables(made),
        "",
        *(line for part in parts for line in writing.command(part)),
        "endmodule",
        "",
        *_labels(made),
        *(line for each in rewards.items() for line in ("", *writing.rewards(*each))),
    ]
    return PrismModel("\n".join(lines) + "\n", made.names.table)


def _head(made: Frame, trainee: Trainee) -> Iterator[str]:
    program = made.program
    yield writing.comment(f"scenario '{program.id}' of pack '{program.pack}'")
    yield writing.comment(f"program {digest(program)}")
    techniques = dict.fromkeys(
        action.technique for action in program.actions if action.delivery is not None
    )
    for technique in techniques:
        skill = trainee.skill_in(technique)
        yield writing.comment(f"skill in '{technique}': {skill}")
    for name, meaning in made.names.table.items():
        yield writing.comment(f"{name}: {meaning}")


def _constants(made: Frame) -> Iterator[str]:
    yield writing.constant(HORIZON, made.program.horizon)
    for value, phase in enumerate(made.phases):
        yield writing.constant(phase, value)


def _variables(made: Frame) -> Iterator[str]:
    program = made.program
    first = CHOOSING if len(program.starts) == 1 else STARTING
    yield writing.variable(PHASE, f"{CHOOSING}..{STARTING}", first)
    yield writing.variable(TURN, f"0..{HORIZON}", "0")
    begin = program.starts[0].state
    for variable, value in zip(program.variables, begin, strict=True):
        name = made.state[variable.name].name
        yield writing.variable(name, f"{variable.low}..{variable.high}", str(value))


def _labels(made: Frame) -> Iterator[str]:
    for kind in (GOAL, HARM, NEUTRAL):
        yield writing.label(kind, in_phase(OVER, made.of_kind(kind)))
    yield writing.label(OVER, in_phase(OVER))
