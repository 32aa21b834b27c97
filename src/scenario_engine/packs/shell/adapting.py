"""House rules: letting each pack adapt each scenario, one pack at a time."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.hookspecs import ADAPT
from scenario_engine.packs.shell.lowered import program
from scenario_engine.program import Program
from scenario_engine.vocabulary import Library

if TYPE_CHECKING:
    from scenario_engine.packs.shell.calling import Hooks
    from scenario_engine.packs.shell.settling import Settled
    from scenario_engine.vocabulary import Scenario


@attrs.frozen
class Adapted:
    """
    What the packs give after adapting.

    Attributes:
        library: All objects, with the scenarios as they were adapted.
        programs: A program for every scenario.
        adapted_by: For each scenario that was changed, the packs that did, in order.
        refused: The first pack that adapted wrongly, with its faults; then the rest
            is of no use.
    """

    library: Library
    programs: Mapping[str, Program]
    adapted_by: Mapping[str, tuple[str, ...]]
    refused: Mapping[str, tuple[Fault, ...]]


def adapt(settled: Settled) -> Adapted:
    """Let each pack adapt each scenario, both by id."""
    library = settled.library
    programs = dict(settled.programs)
    adapted_by: dict[str, tuple[str, ...]] = {}
    refused: dict[str, tuple[Fault, ...]] = {}
    adapters = [each for each in settled.standing if ADAPT in each.hooks.names]
    for id_, original in settled.library.scenarios.items():
        scenario, owner = original, library.pack_of("scenarios", id_)
        for each in adapters:
            try:
                changed = _changed(each.hooks, scenario)
                if changed is not None:
                    programs[id_] = _program(changed, library, owner, each.pack)
                    scenario = changed
                    adapted_by[id_] = (*adapted_by.get(id_, ()), each.pack)
            except PackError as error:
                refused[each.pack] = (*refused.get(each.pack, ()), *error.faults)
        if scenario is not original:
            library = library.with_pack(owner, {"scenarios": [scenario]})
    # What came after the first that failed may have failed because of it.
    first = dict(list(refused.items())[:1])
    return Adapted(library, programs, adapted_by, first)


def _changed(hooks: Hooks, scenario: Scenario) -> Scenario | None:
    """Return what a pack makes of *scenario*, or None when that is the same."""
    # A pack that changes what it was given shall change nothing of ours.
    answer = hooks.adapt(copy.deepcopy(scenario))
    if answer is None or answer == scenario:
        return None
    if answer.id != scenario.id:
        raise PackError(
            [
                Fault(
                    hooks.pack,
                    "",
                    f"{ADAPT} > scenario '{scenario.id}' > id",
                    answer.id,
                    "another id than that of the scenario",
                    "Keep the id, or give a scenario of your own",
                )
            ]
        )
    return answer


def _program(scenario: Scenario, library: Library, pack: str, blamed: str) -> Program:
    """Lower an adapted scenario; its faults are those of the pack that adapted it."""
    try:
        return program(scenario, library, pack, blamed)
    except PackError as error:
        path = f"{ADAPT} > scenario '{scenario.id}'"
        raise PackError(
            attrs.evolve(f, path=" > ".join(part for part in (path, f.path) if part))
            for f in error.faults
        ) from error
