"""Lowering the scenarios of a pack, with every fault told where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.errors import PackError
from scenario_engine.packs.shell.blame import attempt
from scenario_engine.packs.shell.mentions import unknown
from scenario_engine.program import Program, lower

if TYPE_CHECKING:
    from scenario_engine.errors import Fault
    from scenario_engine.packs.shell.contribution import Contribution
    from scenario_engine.vocabulary import Library, Scenario

Lowered = tuple[dict[str, Program], tuple["Fault", ...]]
"""A program for each scenario's id, and the faults that were found."""

_MEND = "Look at how its objects are made: each field as the vocabulary has it"


def lowered(contribution: Contribution, library: Library) -> Lowered:
    """Lower all scenarios of a pack, and check what its shared objects mention."""
    pack = contribution.pack
    programs: dict[str, Program] = {}
    faults: list[Fault] = []
    try:
        doing = "while its objects were checked"
        mentioned = attempt(
            lambda: tuple(unknown(contribution, library)), pack, "", doing, _MEND
        )
        faults.extend(mentioned)
    except PackError as error:
        faults.extend(error.faults)
    for scenario in contribution.objects["scenarios"]:
        try:
            programs[scenario.id] = program(scenario, library, pack, pack)
        except PackError as error:
            said = (contribution.at("scenarios", scenario.id, f) for f in error.faults)
            faults.extend(said)
    return programs, tuple(faults)


def program(scenario: Scenario, library: Library, pack: str, blamed: str) -> Program:
    """
    Lower one scenario.

    Args:
        scenario: The scenario.
        library: All that it may use.
        pack: The pack that it comes from.
        blamed: The pack whose fault it is when it cannot be lowered.

    Raises:
        PackError: With every fault that lowering finds, and whatever it raises over
            objects that a pack put together from values of the wrong kinds.
    """
    doing = "while the scenario was lowered"
    return attempt(lambda: lower(scenario, library, pack), blamed, "", doing, _MEND)
