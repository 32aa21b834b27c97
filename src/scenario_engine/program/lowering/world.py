"""Triggers and drift to the stages of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.expressions import Logical, fold
from scenario_engine.program import ir
from scenario_engine.program.lowering.actions import role_named
from scenario_engine.program.lowering.effects import Place, cases, chance, changes
from scenario_engine.program.lowering.scope import is_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.expressions import Expression
    from scenario_engine.program.lowering.scene import Placed, Role, Scene
    from scenario_engine.program.lowering.scope import Scope
    from scenario_engine.vocabulary import Drift, Trigger


def stages(scene: Scene, scope: Scope) -> Iterator[ir.Stage]:
    """Yield the triggers, those of personas first, then the drift, in order."""
    for placed, role, drawn in scene.triggers:
        yield _trigger(placed, role, drawn, scene, scope)
    for drift in scene.scenario.world:
        yield _drift(drift, scene, scope)


def _trigger(
    placed: Placed[Trigger],
    brought_by: Role | None,
    drawn: int | None,
    scene: Scene,
    scope: Scope,
) -> ir.Stage:
    thing = placed.thing
    role = brought_by or role_named(thing.of, scene, scope, f"{placed.path} > of")
    place = Place(scene, placed.pack, placed.path, thing.evidence)
    name = thing.id if brought_by is None else f"{thing.id}@{brought_by.id}"
    stage = _single(name, thing, thing.active, "active", scope.of(role), place)
    if drawn is None or brought_by is None:
        return stage
    return _only_if(is_value(f"{brought_by.id}.persona", drawn), stage)


def _drift(drift: Drift, scene: Scene, scope: Scope) -> ir.Stage:
    path = f"world stage '{drift.id}'"
    role = role_named(drift.of, scene, scope, f"{path} > of")
    place = Place(scene, scene.pack, path, drift.evidence)
    own = scope.of(role)
    if drift.chance is None:
        return ir.Stage(drift.id, cases(drift.effects, own, place), place.origin)
    return _single(drift.id, drift, drift.when, "when", own, place)


def _single(
    name: str,
    thing: Trigger | Drift,
    guard: Expression,
    field: str,
    scope: Scope,
    place: Place,
) -> ir.Stage:
    """Lower what has one condition and one outcome."""
    assert thing.chance is not None
    happens = ir.Outcome(
        chance=chance(
            thing.chance, thing.reasons, None, scope, place, may_be=thing.range
        ),
        changes=changes(thing.change, scope, place),
        cue=thing.cue,
        origin=place.origin,
    )
    condition = scope.guard(guard, f"{place.path} > {field}")
    case = ir.Case(condition, (happens,), place.origin)
    return ir.Stage(name, (case,), place.origin)


def _only_if(condition: Expression, stage: ir.Stage) -> ir.Stage:
    """Return *stage* so that it does nothing unless *condition* holds."""
    guarded = tuple(
        ir.Case(
            fold(Logical("and", (condition, case.guard))), case.outcomes, case.origin
        )
        for case in stage.cases
    )
    return ir.Stage(stage.id, guarded, stage.origin)
