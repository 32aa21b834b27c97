"""
The hooks: what a pack may tell the engine, and what the engine makes of it.

Each pack is called alone, so that what one pack does never reaches another. A hook
that a pack does not implement is never asked for. Whatever a hook raises, the pack is
refused as a whole, with what was raised as the reason; so it is when a hook answers
with anything but what it promises. The other packs are loaded all the same.

A hook may be called more than once, whenever packs are loaded anew, so its answer must
not depend on how often it was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

from scenario_engine.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenario_engine.packs.scorer import Scorer
    from scenario_engine.vocabulary import (
        Instrument,
        Intervention,
        Ladder,
        Persona,
        Policy,
        Reference,
        Scenario,
        ScoringRule,
        Technique,
        Trigger,
    )

PROJECT = "scenario_engine"
"""The name by which pluggy tells our hooks from those of others."""

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)
"""Marks a pack's function as the implementation of the hook of that name."""

OLDEST_API, NEWEST_API = 1, 1
"""The versions of these hooks that the engine can serve."""

ADAPT = "scenario_engine_adapt_scenario"
SCORERS = "scenario_engine_scorers"
DATA_HOOKS = {kind: f"{PROJECT}_{kind}" for kind in KINDS}
"""For each kind of object, the hook that gives it, in the order of the calls."""

HOOKS = (*DATA_HOOKS.values(), SCORERS, ADAPT)


@hookspec(firstresult=True)
def scenario_engine_references() -> Iterable[Reference]:
    """
    Give the references that the pack's numbers and statements rest on.

    Called first of all hooks of a pack. Other packs may name these references too.

    Returns:
        References, each with an id that no other pack uses for a reference.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_ladders() -> Iterable[Ladder]:
    """
    Give escalation ladders.

    Called after the references. Personas of every pack may stand on these ladders.

    Returns:
        Ladders, each with an id that no other pack uses for a ladder; the source of
        each is a reference of this pack or of another.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_techniques() -> Iterable[Technique]:
    """
    Give sector-neutral techniques.

    Called after the ladders. The engine's own catalogue comes through this hook too;
    a pack adds a technique only where the catalogue lacks it.

    Returns:
        Techniques, each with an id that no other pack uses for a technique; the
        sources of each are references of this pack or of another.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_personas() -> Iterable[Persona]:
    """
    Give personas: people who are upset, apart from any one scenario.

    Called after the techniques. Scenarios of every pack may place them.

    Returns:
        Personas, each with an id that no other pack uses for a persona; the ladder
        and the triggers that they name are of this pack or of another.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_triggers() -> Iterable[Trigger]:
    """
    Give triggers: what raises arousal in a person.

    Called after the personas. Names in their expressions are looked up in each
    scenario that uses them.

    Returns:
        Triggers, each with an id that no other pack uses for a trigger.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_interventions() -> Iterable[Intervention]:
    """
    Give interventions that several scenarios share.

    Called after the triggers. Names in their expressions are looked up in each
    scenario that uses them.

    Returns:
        Interventions, each with an id that no other pack uses for an intervention;
        the technique of each is of this pack or of another.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_policies() -> Iterable[Policy]:
    """
    Give rules of an organisation that several scenarios share.

    Called after the interventions. A policy acts only in a scenario that uses it;
    to put it onto somebody else's scenario, implement the adapting hook as well.

    Returns:
        Policies, each with an id that no other pack uses for a policy.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_instruments() -> Iterable[Instrument]:
    """
    Give instruments: rating scales with their items.

    Called after the policies. Scoring rules of every pack may award points to them.

    Returns:
        Instruments, each with an id that no other pack uses for an instrument; the
        source of each is a reference of this pack or of another, or ``assumption``.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_scoring_rules() -> Iterable[ScoringRule]:
    """
    Give scoring rules that several scenarios share.

    Called after the instruments.

    Returns:
        Scoring rules, each with an id that no other pack uses for a scoring rule;
        the instrument that each names, of this pack or of another, has the item.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_scenarios() -> Iterable[Scenario]:
    """
    Give scenarios.

    Called last of the hooks that give data. When all packs have been read, every
    scenario is lowered; what it uses by id may come from any pack.

    Returns:
        Scenarios, each with an id that no other pack uses for a scenario.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_scorers() -> Iterable[Scorer]:
    """
    Give scoring rules in Python, for what no declarative rule can say.

    Called after the scenarios. The rules themselves are called later, when an episode
    that has ended is scored; what one raises, or returns that is no number in the range
    of its item, is told as the pack's fault, and the item is not scored.

    Returns:
        Scorers, each with an id that no other scorer of the pack has; the instrument
        that each names, of this pack or of another, has the item, and there are the
        scenarios that it names.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def scenario_engine_adapt_scenario(scenario: Scenario) -> Scenario | None:
    """
    Adapt one scenario, of whichever pack, to the rules of a house.

    Called when all packs have been read and checked: for each scenario, by id, each
    pack in the order of packs; a later pack is given what an earlier one returned. A
    pack may be asked about its own scenarios too. What is done to *scenario* itself
    is lost, for it is a copy; return a changed one (``attrs.evolve``).

    When an answer cannot be used, the whole pack is refused, all that it gave and all
    that it adapted, and the adapting starts anew without it.

    Args:
        scenario: The scenario, as it stands after the packs before this one.

    Returns:
        The scenario as it shall be, with the same id and fit to be lowered; or None,
        to leave it as it is.
    """
    raise NotImplementedError
