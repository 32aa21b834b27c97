"""Participants to variables, ways to begin, and how they appear."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from scenario_engine.expressions import Arithmetic, Expression, Number, number
from scenario_engine.program import ir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from scenario_engine.program.lowering.faults import Faults
    from scenario_engine.program.lowering.scene import Role, Scene
    from scenario_engine.vocabulary import Variable

_MOST_STARTS = 1_000

Draw = tuple[tuple[int, Expression], ...]

CERTAINLY_ZERO: Draw = ((0, Number("1")),)
"""The draw of a variable that begins at 0."""


def variables(scene: Scene) -> Iterator[tuple[ir.Variable, Draw]]:
    """Yield each variable of the scene with the draw of its first value."""
    for role in scene.roles:
        yield from _of_role(role)
    yield _kept("composure", scene.scenario.composure, ir.TRAINEE, "composure")
    for name, variable in scene.scenario.variables.items():
        yield _kept(name, variable, ir.SCENE, "")


def _of_role(role: Role) -> Iterator[tuple[ir.Variable, Draw]]:
    participant, top = role.participant, len(role.ladder.levels) - 1
    if len(role.personas) > 1:
        yield (
            ir.Variable(
                f"{role.id}.persona",
                0,
                len(role.personas) - 1,
                role.id,
                visible=False,
                standard="persona",
                meaning="which of "
                + ", ".join(persona.id for persona, _ in role.personas)
                + " this is",
            ),
            tuple((i, number(c)) for i, (_, c) in enumerate(role.personas)),
        )
    for name, low, high, start in (
        ("escalation", 0, top, participant.start.escalation),
        ("trust", *participant.trust, participant.start.trust),
    ):
        yield (
            ir.Variable(
                f"{role.id}.{name}",
                low,
                high,
                role.id,
                visible=name in participant.visible,
                standard=name,
                meaning=_MEANINGS[name],
            ),
            ((start, Number("1")),),
        )


_MEANINGS = {
    "escalation": "level on the ladder",
    "trust": "rapport with the trainee",
}


def _kept(
    name: str, variable: Variable, owner: str, standard: str
) -> tuple[ir.Variable, Draw]:
    low, high = variable.range
    declared = ir.Variable(
        name, low, high, owner, variable.visible, standard, variable.meaning
    )
    if variable.start is not None:
        return declared, ((variable.start, Number("1")),)
    draws: dict[str, Decimal] = dict(variable.draw)
    return declared, tuple(
        (int(value), number(chance))
        for value, chance in sorted(draws.items(), key=lambda entry: int(entry[0]))
    )


def starts(draws: tuple[Draw, ...], faults: Faults) -> tuple[ir.Start, ...]:
    """Return every way to begin, in order of the values drawn."""
    possible = [tuple(entry for entry in draw if _is_possible(entry)) for draw in draws]
    if prod(len(draw) for draw in possible) > _MOST_STARTS:
        faults.add(
            "variables",
            "",
            f"more than {_MOST_STARTS} ways to begin",
            "Draw fewer first values",
        )
        return ()
    return tuple(
        ir.Start(_product([chance for _, chance in drawn]), tuple(v for v, _ in drawn))
        for drawn in product(*possible)
    )


def _is_possible(entry: tuple[int, Expression]) -> bool:
    return not (isinstance(entry[1], Number) and float(entry[1].text) == 0)


def _product(chances: list[Expression]) -> Expression:
    """Multiply the chances, leaving out those that are certain."""
    uncertain = [chance for chance in chances if not _is_one(chance)]
    if not uncertain:
        return Number("1")
    result = uncertain[0]
    for chance in uncertain[1:]:
        result = Arithmetic("*", result, chance)
    return result


def _is_one(chance: Expression) -> bool:
    return isinstance(chance, Number) and float(chance.text) == 1


def check_starts(scene: Scene, faults: Faults) -> None:
    """Note participants that do not begin on their ladder or in their trust."""
    for role in scene.roles:
        path = f"participant '{role.id}' > start"
        top = len(role.ladder.levels) - 1
        low, high = role.participant.trust
        start = role.participant.start
        if not 0 <= start.escalation <= top:
            faults.add(
                f"{path} > escalation",
                str(start.escalation),
                f"not a level of the ladder '{role.ladder.id}'",
                f"Give a level from 0 to {top}",
            )
        if not low <= start.trust <= high:
            faults.add(
                f"{path} > trust",
                str(start.trust),
                f"not in the range {low}..{high}",
                "Start inside the range",
            )


def participants(scene: Scene, faults: Faults) -> Iterator[ir.Participant]:
    """Yield how each participant appears."""
    for role in scene.roles:
        first, _ = role.personas[0]
        yield ir.Participant(
            id=role.id,
            role=first.role,
            ladder=role.ladder.id,
            levels=tuple(level.label for level in role.ladder.levels),
            cues=tuple(level.cues for level in role.ladder.levels),
            voice=_voice(role, faults),
        )


def _voice(role: Role, faults: Faults) -> tuple[tuple[str, ...], ...]:
    """Return the voice that all personas of *role* share, so that it tells nothing."""
    voices = {persona.voice for persona, _ in role.personas if persona.voice}
    roles = {persona.role for persona, _ in role.personas}
    if len(voices) > 1 or len(roles) > 1:
        faults.add(
            f"participant '{role.id}' > one_of",
            ", ".join(persona.id for persona, _ in role.personas),
            "personas that look or sound different, which gives the draw away",
            "Give them the same `role` and the same `voice`, or leave `voice` out "
            "in all but one",
        )
    voice = min(voices, default=())
    if voice and len(voice) != len(role.ladder.levels):
        faults.add(
            f"participant '{role.id}' > persona '{role.personas[0][0].id}' > voice",
            f"{len(voice)} levels",
            f"the ladder '{role.ladder.id}' has {len(role.ladder.levels)}",
            "Give lines for each level, from level 0 up",
        )
    return voice
