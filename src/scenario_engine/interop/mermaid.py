"""A program as a Mermaid diagram: levels, and the interventions between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import Budget, explore
from scenario_engine.analysis.branching import Semantics
from scenario_engine.errors import NotFoundError
from scenario_engine.program import EXPERT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis import StateSpace
    from scenario_engine.program import Program, Trainee
    from scenario_engine.program.ir import Participant

_USUAL = Budget()
_ENTITIES = {ord(sign): f"#{ord(sign)};" for sign in '"#&;<>`\\'}


def mermaid(
    program: Program,
    trainee: Trainee = EXPERT,
    *,
    participant: str = "",
    budget: Budget = _USUAL,
) -> str:
    """
    Draw the levels of one participant, and what leads from one to another.

    An arrow between two levels names the interventions whose response can lead there
    in a state that play can reach; one that never moves the level is on no arrow. What
    happens by itself is not drawn. An arrow to an ending starts at the levels at which
    the scene can end so; the turn limit is not drawn.

    Args:
        program: The program.
        trainee: Whose skill decides how interventions are delivered.
        participant: Whose levels; the first participant's without it.
        budget: Limits of the exploration.

    Returns:
        The diagram, as text: the same for the same program, everywhere.

    Raises:
        NotFoundError: If there is no such participant.
        BudgetError: If more can be reached than the budget allows.

    Source:
        The Mermaid documentation, Flowcharts,
        https://mermaid.js.org/syntax/flowchart.html
    """
    who = _participant(program, participant)
    levels = _Levels.of(explore(program, trainee, budget), who)
    lines = [
        "flowchart TD",
        *_nodes(program, who, levels),
        *_arrows(levels),
        *_ends(levels),
    ]
    return "\n".join(lines) + "\n"


@attrs.frozen
class _Levels:
    """What can be reached, told in levels of one participant."""

    starts: tuple[int, ...]
    moves: Mapping[tuple[int, int], tuple[str, ...]]
    ends: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, space: StateSpace, who: Participant) -> _Levels:
        """Count out where *who* can be, from where to where, and where it ends."""
        names = [variable.name for variable in space.program.variables]
        index = names.index(f"{who.id}.escalation")
        level = space.packing.column(space.codes, index)
        over = np.flatnonzero(space.ending >= 0)
        ends = {(int(level[state]), int(space.ending[state])) for state in over}
        return cls(
            starts=tuple(sorted({int(level[state]) for state in space.start[0]})),
            moves=_moves(space, index),
            ends=tuple(sorted(ends)),
        )


def _moves(space: StateSpace, index: int) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the interventions that can lead from one level to another."""
    semantics = Semantics(space.program, space.trainee)
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for number, action in enumerate(space.program.actions):
        codes = space.codes[space.owner[space.action == number]]
        branches = semantics.response(codes, action)
        before = space.packing.column(codes, index)[branches.row]
        after = space.packing.column(branches.code, index)
        for pair in _pairs(before, after):
            found[pair] = (*found.get(pair, ()), action.id)
    return dict(sorted(found.items()))


def _pairs(
    before: NDArray[np.int64], after: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    moved = before != after
    together = np.stack([before[moved], after[moved]], axis=1)
    for low, high in np.unique(together, axis=0):
        yield int(low), int(high)


def _nodes(program: Program, who: Participant, levels: _Levels) -> Iterator[str]:
    """Yield the start, every level from the highest down, and every ending met."""
    yield f'    start(["{_text(who.id)}"])'
    for level in reversed(range(len(who.levels))):
        yield f'    level{level}["{level}: {_text(who.levels[level])}"]'
    for ending in sorted({ending for _, ending in levels.ends}):
        told = program.endings[ending]
        yield f'    ending{ending}(["{_text(told.kind)}: {_text(told.id)}"])'


def _arrows(levels: _Levels) -> Iterator[str]:
    for level in levels.starts:
        yield f"    start --> level{level}"
    for (before, after), actions in levels.moves.items():
        said = "<br/>".join(map(_text, actions))
        yield f'    level{before} -->|"{said}"| level{after}'


def _ends(levels: _Levels) -> Iterator[str]:
    for level, ending in levels.ends:
        yield f"    level{level} --> ending{ending}"


def _participant(program: Program, wanted: str) -> Participant:
    known = [participant.id for participant in program.participants]
    for participant in program.participants:
        if wanted in ("", participant.id):
            return participant
    raise NotFoundError(
        f"{program.id} has no participant '{wanted}'. "
        f"Its participants are {', '.join(known) or 'none'}."
    )


def _text(text: str) -> str:
    """Write *text* on one line, with the signs that Mermaid reads as entities."""
    return " ".join(text.split()).translate(_ENTITIES)
