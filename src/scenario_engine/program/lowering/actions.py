"""Interventions to actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.expressions import Name, to_text
from scenario_engine.program import ir
from scenario_engine.program.lowering.effects import Place, cases, chance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenario_engine.expressions import Expression
    from scenario_engine.program.lowering.scene import Placed, Role, Scene
    from scenario_engine.program.lowering.scope import Scope
    from scenario_engine.vocabulary import Intervention, Technique

    WatchesFor = Callable[[Mapping[str, str]], tuple[ir.Watch, ...]]
    RewardsFor = Callable[[Mapping[str, str]], tuple[ir.Reward, ...]]

SKILL = "skill"


def role_named(named: str, scene: Scene, scope: Scope, path: str) -> Role | None:
    """Return the role that ``to`` or ``of`` names; the only one where it is empty."""
    roles = {role.id: role for role in scene.roles}
    if named and named not in roles:
        scope.faults.unknown(path, named, "participant", roles)
        return None
    if named:
        return roles[named]
    return scene.roles[0] if len(scene.roles) == 1 else None


def action(
    placed: Placed[Intervention],
    scene: Scene,
    scope: Scope,
    watches: WatchesFor,
    rewards: RewardsFor,
) -> ir.Action:
    """Lower one intervention, with what policies and scoring make of choosing it."""
    thing = placed.thing
    role = role_named(thing.to, scene, scope, f"{placed.path} > to")
    own = scope.of(role)
    place = Place(scene, placed.pack, placed.path, thing.evidence)
    technique = scene.techniques.get(thing.technique)
    family = technique.family if technique else ""
    addressee = role.id if role else ""
    symbols = _symbols(thing.id, thing.technique, family, addressee)
    return ir.Action(
        id=thing.id,
        technique=thing.technique,
        family=family,
        anti=technique.anti if technique else False,
        addressee=addressee,
        lines=thing.lines,
        minutes=thing.minutes,
        available=own.guard(thing.available, f"{placed.path} > available"),
        watches=watches(symbols),
        delivery=_delivery(thing, own, place),
        good=cases(thing.effects, own, place),
        poor=cases(thing.poorly, own, place.at("poorly")),
        rewards=rewards(symbols),
        origin=place.origin,
        good_practice=_good_practice(placed, technique, own),
    )


def _good_practice(
    placed: Placed[Intervention], technique: Technique | None, scope: Scope
) -> Expression | None:
    given, path = placed.thing.good_practice, f"{placed.path} > good_practice"
    if given is None:
        return None
    if technique is not None and technique.anti:
        scope.faults.add(
            path,
            to_text(given),
            f"'{technique.id}' is an anti-technique, which is never good practice",
            "Leave it out, or name another technique",
        )
    return scope.guard(given, path)


def _delivery(thing: Intervention, scope: Scope, place: Place) -> ir.Chance | None:
    if not thing.poorly:
        return None
    given = thing.delivery if thing.delivery is not None else Name(SKILL)
    return chance(given, (), None, scope.with_free(SKILL), place, "delivery")


def _symbols(
    intervention: str, technique: str, family: str, addressee: str
) -> Mapping[str, str]:
    return {
        "intervention": intervention,
        "technique": technique,
        "family": family,
        "addressee": addressee,
    }


def chosen(action: ir.Action) -> Mapping[str, str]:
    """Return what the symbols of events stand for when *action* is chosen."""
    return _symbols(action.id, action.technique, action.family, action.addressee)


def event_symbols(scene: Scene) -> Mapping[str, frozenset[str]]:
    """Return the symbols that events and choice scoring may name, with texts."""
    return {
        "intervention": frozenset(p.thing.id for p in scene.interventions),
        "technique": frozenset(scene.techniques),
        "family": frozenset(t.family for t in scene.techniques.values()),
        "addressee": frozenset(role.id for role in scene.roles),
    }


NO_ACTION = _symbols("", "", "", "")
"""The symbols where no action is being chosen: at the end of an episode."""
