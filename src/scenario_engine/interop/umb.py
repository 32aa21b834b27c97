"""Programs as UMB files, through the `umbi` package; needs the extra `umb`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from umbi.ats import (
    EntityClass,
    EntityClassValuations,
    EntityValuations,
    ExplicitAts,
    ModelInfo,
    write,
)
from umbi.datatypes import Interval

from scenario_engine.interop.explicit.places import BY_ITSELF
from scenario_engine.program import digest
from scenario_engine.program.ir import GOAL, HARM, NEUTRAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scenario_engine.interop.explicit import Choice, Explicit, Range


def write_umb(explicit: Explicit, path: Path) -> None:
    """
    Write *explicit* as a UMB file.

    Args:
        explicit: What `scenario_engine.interop.explicit` wrote out.
        path: The file, which is overwritten.

    Source:
        The unified Markov binary format, https://github.com/pmc-tools/umb
    """
    write(transition_system(explicit), path)


def transition_system(explicit: Explicit) -> ExplicitAts:
    """
    Return *explicit* as a transition system that `umbi` can write.

    Variables and actions have the names of the program. To them come the variables of
    a place, ``turn``, ``phase`` and ``mark``, and the actions that nobody chooses,
    which stand in parentheses. Labels are ``goal``, ``harm``, ``neutral`` and ``over``,
    rewards ``turns`` and ``score``.
    """
    system = ExplicitAts()
    system.num_players = 1
    system.model_info = _about(explicit)
    _structure(system, explicit)
    _labels(system, explicit)
    _rewards(system, explicit)
    system.variable_valuations = EntityClassValuations()
    system.variable_valuations.set_valuations_for(
        EntityClass.STATES, _valuations(explicit)
    )
    system.validate()
    return system


def _about(explicit: Explicit) -> ModelInfo:
    program = explicit.program
    lowered = f"program {digest(program)}, of {program.horizon} turns"
    return ModelInfo(
        name=program.id,
        description=program.title,
        comment=f"pack {program.pack}; {lowered}",
    )


def _structure(system: ExplicitAts, explicit: Explicit) -> None:
    names = [*(action.id for action in explicit.program.actions), *BY_ITSELF]
    number = {name: index for index, name in enumerate(names)}
    system.num_choice_actions = len(names)
    system.choice_action_to_name = names
    is_exact = all(
        chance.is_exact for choice in _every(explicit) for chance, _ in choice.branches
    )
    for choices in explicit.choices:
        state = system.add_state()
        for choice in choices:
            row = system.add_state_choice(state)
            row.action = number[choice.action]
            for chance, target in choice.branches:
                row.add_branch(target, _number(chance, is_exact=is_exact))
    system.set_initial_states([0])


def _number(chance: Range, *, is_exact: bool) -> Fraction | Interval:
    return chance.low if is_exact else Interval(chance.low, chance.high)


def _labels(system: ExplicitAts, explicit: Explicit) -> None:
    for kind in (GOAL, HARM, NEUTRAL):
        told = [found == kind for found in explicit.kinds]
        system.add_ap_annotation(kind).set_state_values(told)
    over = [bool(found) for found in explicit.kinds]
    system.add_ap_annotation("over").set_state_values(over)


def _rewards(system: ExplicitAts, explicit: Explicit) -> None:
    turns = [Fraction(choice.turns) for choice in _every(explicit)]
    score = [choice.score for choice in _every(explicit)]
    system.add_reward_annotation("turns").set_choice_values(turns)
    system.add_reward_annotation("score").set_choice_values(score)


def _every(explicit: Explicit) -> Iterator[Choice]:
    for choices in explicit.choices:
        yield from choices


def _valuations(explicit: Explicit) -> EntityValuations:
    found = EntityValuations()
    names = [variable.name for variable in explicit.program.variables]
    own = [_free(name, names) for name in ("turn", "phase", "mark")]
    variables = [found.add_variable(name) for name in (*own, *names)]
    for number, place in enumerate(explicit.places):
        values = (place.turn, place.phase, place.mark, *place.state)
        valuation = dict(zip(variables, values, strict=True))
        found.set_entity_valuation(number, valuation)
    return found


def _free(name: str, taken: Sequence[str]) -> str:
    """Return *name*, with as many underscores after it as make it free."""
    return name if name not in taken else _free(f"{name}_", taken)
