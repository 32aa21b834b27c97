"""What a file of results says about itself: enough to have it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.errors import SavedError
from scenario_engine.program import Program, Trainee, digest
from scenario_engine.program.saved import from_data
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.simulation.running.cells import Cell
    from scenario_engine.simulation.running.plans import Plan

KIND = "scenario_engine results"
KEY = "scenario_engine"
"""Under which key a file holds it, as JSON."""

FORMAT = 1
MOST_BYTES = 2**22
"""How long the saved programs may be together to be put into the file."""


def described(cells: Sequence[Cell], plan: Plan, command: str) -> str:
    """
    Return what a file says about itself, as JSON.

    Neither the time nor who played is in it: the same batch gives the same file.

    Args:
        cells: What is played.
        plan: How.
        command: What to type to have it again; may be empty.
    """
    programs = {cell.digest: cell.saved for cell in cells}
    if sum(map(len, programs.values())) > MOST_BYTES:
        programs = {}
    until = None if plan.until is None else attrs.asdict(plan.until)
    data = {
        "kind": KIND,
        "format": FORMAT,
        "engine": __version__,
        "command": command,
        "rows": plan.wanted,
        "first": plan.first,
        "episodes": plan.episodes,
        "until": until,
        "cells": [_cell(cell) for cell in cells],
        "programs": {key: key for key in programs},
    }
    told = json.dumps(data, sort_keys=True, separators=(",", ":"))
    # They are saved in this very notation, and long; behind them no text is anybody's.
    for key, saved in programs.items():
        before, _, after = told.rpartition(f'"{key}":"{key}"')
        told = f'{before}"{key}":{saved}{after}'
    return told


def _cell(cell: Cell) -> dict[str, Any]:
    skill = {key: float(value) for key, value in cell.trainee.skill.items()}
    return {
        "scenario": cell.program.id,
        "pack": cell.program.pack,
        "digest": cell.digest,
        "personas": dict(cell.personas),
        "strategy": cell.strategy.name,
        "skill": skill,
        "otherwise": float(cell.trainee.otherwise),
        "seed": cell.seed,
        "parameters": dict(cell.parameters),
    }


@attrs.frozen(eq=False)
class Described:
    """
    What a file said about one of its cells.

    Attributes:
        scenario, digest: Of the program.
        program: The program, where the file holds it.
        personas: For participants that were cast, the persona that each is.
        strategy: What the strategy is called.
        trainee: The trainee.
        seed: What the dice were keyed with.
        first, episodes: Which episodes there are, or may be.
    """

    scenario: str
    digest: str
    program: Program | None
    personas: Mapping[str, str]
    strategy: str
    trainee: Trainee
    seed: int
    first: int
    episodes: int


def read(text: str | bytes) -> tuple[Described, ...]:
    """
    Return what `described` wrote, cell by cell.

    Raises:
        SavedError: If it is nothing of the kind, or of a newer format.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SavedError(f"No results of scenario_engine: {error}.") from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise SavedError("No results of scenario_engine. Write them with simulate.")
    if data.get("format") != FORMAT:
        raise SavedError(
            f"The results are of format {data.get('format')!r}; this version reads "
            f"{FORMAT}. Install a newer version of scenario-engine."
        )
    try:
        return tuple(_described(each, data) for each in data["cells"])
    except (KeyError, TypeError, AttributeError) as error:
        raise SavedError(
            "The results do not say what was played. Write them again."
        ) from error


def _described(cell: Mapping[str, Any], data: Mapping[str, Any]) -> Described:
    saved = data["programs"].get(cell["digest"])
    program = None if saved is None else from_data(saved)
    if program is not None and digest(program) != cell["digest"]:
        raise SavedError(
            f"The program of '{cell['scenario']}' in the results is not the one that "
            "was played: its digest is another. Write them again."
        )
    return Described(
        cell["scenario"],
        cell["digest"],
        program,
        dict(cell["personas"]),
        cell["strategy"],
        Trainee(dict(cell["skill"]), cell["otherwise"]),
        cell["seed"],
        data["first"],
        data["episodes"],
    )
