"""Lowering: vocabulary objects to a program, or every fault that is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.errors import ScenarioError
from scenario_engine.expressions import evaluate
from scenario_engine.program import ir
from scenario_engine.program.lowering import cast, policies, scoring
from scenario_engine.program.lowering.actions import action
from scenario_engine.program.lowering.effects import Place
from scenario_engine.program.lowering.faults import Faults
from scenario_engine.program.lowering.safety import nevers
from scenario_engine.program.lowering.scene import Scene, assemble
from scenario_engine.program.lowering.scope import Scope, scene_scope
from scenario_engine.program.lowering.world import stages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.program.lowering.policies import Rule
    from scenario_engine.program.lowering.scoring import Award
    from scenario_engine.vocabulary import Library, Scenario

__all__ = ["lower"]


def lower(scenario: Scenario, library: Library, pack: str = "") -> ir.Program:
    """
    Lower *scenario* to a program.

    Args:
        scenario: The scenario.
        library: What the packs have said; the scenario refers to it by id.
        pack: The pack that the scenario comes from.

    Returns:
        The program, which says all that can happen.

    Raises:
        ScenarioError: With every fault that was found.
    """
    faults = Faults(pack)
    scene = assemble(scenario, library, pack, faults)
    _check_whole(scene, faults)
    if len(scene.roles) < len(scenario.participants):
        raise ScenarioError(faults.found)
    program = _program(scene, scene_scope(scene, faults), faults)
    if not faults.found:
        _check_beginning(program, faults)
    if faults.found:
        raise ScenarioError(faults.found)
    return program


def _program(scene: Scene, scope: Scope, faults: Faults) -> ir.Program:
    scenario = scene.scenario
    rules = policies.rules(scene, scope)
    awards = scoring.awards(scene, scope)
    cast.check_starts(scene, faults)
    drawn = [
        *cast.variables(scene),
        *((policies.variable(rule), cast.CERTAINLY_ZERO) for rule in rules),
    ]
    people = tuple(cast.participants(scene, faults))
    actions = _actions(scene, scope, rules, awards)
    return ir.Program(
        id=scenario.id,
        pack=scene.pack,
        title=scenario.title,
        setting=scenario.setting,
        content_note=scenario.content_note,
        prebrief=scenario.prebrief,
        aftercare=scenario.aftercare,
        participants=people,
        variables=tuple(variable for variable, _ in drawn),
        starts=cast.starts(tuple(draw for _, draw in drawn), faults),
        actions=actions,
        world=tuple(stages(scene, scope)),
        endings=_endings(scene, scope, awards),
        timeout=_timeout(scene, awards),
        horizon=scenario.horizon,
        monitors=tuple(policies.monitor(rule) for rule in rules),
        objectives=tuple(
            ir.Objective(objective.id, objective.text, objective.techniques)
            for objective in scenario.objectives
        ),
        never=tuple(nevers(scene, scope, actions)),
    )


def _actions(
    scene: Scene, scope: Scope, rules: tuple[Rule, ...], awards: tuple[Award, ...]
) -> tuple[ir.Action, ...]:
    def watches(symbols: Mapping[str, str]) -> tuple[ir.Watch, ...]:
        noted = (policies.watch(rule, symbols) for rule in rules)
        return tuple(watch for watch in noted if watch is not None)

    def rewards(symbols: Mapping[str, str]) -> tuple[ir.Reward, ...]:
        return scoring.rewards(awards, "choice", symbols)

    return tuple(
        action(placed, scene, scope, watches, rewards) for placed in scene.interventions
    )


def _endings(
    scene: Scene, scope: Scope, awards: tuple[Award, ...]
) -> tuple[ir.Ending, ...]:
    return tuple(
        ir.Ending(
            id=ending.id,
            kind=ending.kind,
            guard=scope.guard(ending.when, f"ending '{ending.id}' > when"),
            text=ending.text,
            rewards=scoring.rewards(
                awards, "ending", {"ending": ending.id, "kind": ending.kind}
            ),
            origin=Place(scene, scene.pack, f"ending '{ending.id}'").origin,
        )
        for ending in scene.scenario.endings
    )


def _timeout(scene: Scene, awards: tuple[Award, ...]) -> ir.Ending:
    timeout = scene.scenario.timeout
    return ir.Ending(
        id=timeout.id,
        kind=timeout.kind,
        guard=ir.ALWAYS,
        text=timeout.text,
        rewards=scoring.rewards(
            awards, "ending", {"ending": timeout.id, "kind": timeout.kind}
        ),
        origin=Place(scene, scene.pack, "timeout").origin,
    )


def _check_whole(scene: Scene, faults: Faults) -> None:
    """Note what the scenario lacks as a whole."""
    scenario = scene.scenario
    if not scene.interventions:
        faults.add("interventions", "", "none", "Give at least one")
    if all(ending.kind != ir.GOAL for ending in scenario.endings):
        faults.add(
            "endings",
            "",
            "none of kind goal",
            'Give an ending of kind "goal": the situation is de-escalated',
        )
    if scenario.timeout.id in {ending.id for ending in scenario.endings}:
        faults.add(
            "timeout > id",
            scenario.timeout.id,
            "the id of an ending too",
            "Rename one of the two",
        )
    practised = {placed.thing.technique for placed in scene.interventions}
    for objective in scenario.objectives:
        if not practised & set(objective.techniques):
            faults.add(
                f"objective '{objective.id}' > techniques",
                ", ".join(objective.techniques),
                "no intervention of the scenario is an instance of any of them",
                "Add an intervention, or name a technique that is practised here",
            )


def _check_beginning(program: ir.Program, faults: Faults) -> None:
    """Note endings that hold before anything was done."""
    names = [variable.name for variable in program.variables]
    for start in program.starts:
        valuation = dict(zip(names, start.state, strict=True))
        for ending in program.endings:
            if evaluate(ending.guard, valuation):
                faults.add(
                    f"ending '{ending.id}' > when",
                    ", ".join(f"{name} = {value}" for name, value in valuation.items()),
                    "holds at the very beginning",
                    "Change the condition, or where the scenario starts",
                )
                return
