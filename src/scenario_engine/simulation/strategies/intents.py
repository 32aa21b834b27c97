"""What somebody means to do: an intervention, or any that uses a technique."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.rows import Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import Program

MAY_LACK = "?"
"""Written after an intent that a scenario may lack: it is then left out."""


def action(program: Program, id_: str) -> int:
    """
    Return the number of an intervention.

    Raises:
        NotFoundError: If there is none of that id.
    """
    known = [each.id for each in program.actions]
    if id_ in known:
        return known.index(id_)
    close = get_close_matches(id_, known, n=1)
    mend = f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(known)}."
    raise NotFoundError(f"No intervention '{id_}'. {mend}")


def intents(program: Program, ids: Sequence[str]) -> list[list[int]]:
    """
    Return for each of *ids* the numbers of the interventions that are meant.

    Args:
        program: The program.
        ids: Ids of interventions or techniques; one with `MAY_LACK` behind it is left
            out where the program has neither.

    Raises:
        NotFoundError: If there is no such thing, or all were left out.
    """
    found = [_meant(program, id_) for id_ in ids]
    if not any(found):
        raise NotFoundError(
            f"'{program.id}' has nothing of {', '.join(ids)}. "
            f"Its techniques are {', '.join(_techniques(program))}."
        )
    return [each for each in found if each]


def first_offered(space: StateSpace, meant: Sequence[Sequence[int]]) -> Index:
    """
    Return for each state and intent the first intervention that is offered.

    Args:
        space: The states.
        meant: For each intent the numbers of interventions.

    Returns:
        int64, ``(n, intents)``: numbers of choices of the space; -1 for none.
    """
    place = np.full((len(space), len(space.program.actions)), -1, dtype=np.int64)
    place[space.owner, space.action] = np.arange(len(space.action))
    found = np.full((len(space), len(meant)), -1, dtype=np.int64)
    for number, actions in enumerate(meant):
        for each in reversed(actions):
            here = place[:, each]
            found[:, number] = np.where(here >= 0, here, found[:, number])
    return found


def _meant(program: Program, id_: str) -> list[int]:
    name = id_.removesuffix(MAY_LACK)
    actions = [i for i, each in enumerate(program.actions) if each.id == name] or [
        i for i, each in enumerate(program.actions) if each.technique == name
    ]
    if actions or id_.endswith(MAY_LACK):
        return actions
    known = [*(each.id for each in program.actions), *_techniques(program)]
    close = get_close_matches(name, known, n=1)
    mend = (
        f"Did you mean '{close[0]}'?"
        if close
        else f"Its techniques are {', '.join(_techniques(program))}."
    )
    raise NotFoundError(
        f"'{program.id}' has no intervention or technique '{name}'. {mend} "
        f"Write '{name}{MAY_LACK}' for what some scenarios lack."
    )


def _techniques(program: Program) -> list[str]:
    return sorted({each.technique for each in program.actions})
