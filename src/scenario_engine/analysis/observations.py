"""What the trainee observes of a turn, and which states look alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from scenario_engine.analysis.hidden.hearing import (
    Cues,
    Heard,
    Hearing,
    Lexicon,
    doubtful,
)
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.analysis.states import GENEROUS, StateSpace, explore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenario_engine.analysis.budget import Budget
    from scenario_engine.analysis.packing import Codes


class Offered(Protocol):
    """Something that can be chosen."""

    @property
    def id(self) -> str:
        """Its id."""


class Told(Protocol):
    """What a live session tells the trainee."""

    @property
    def visible(self) -> Mapping[str, int]:
        """The visible variables with their values."""

    @property
    def choices(self) -> Sequence[Offered]:
        """What can be chosen."""

    @property
    def cues(self) -> Cues:
        """What was seen and heard in the last turn."""

    @property
    def ending(self) -> str:
        """What is told at the end."""


@attrs.frozen
class Look:
    """
    How a state looks to the trainee.

    Attributes:
        visible: The values of the visible variables, in the program's order.
        choices: Ids of what can be chosen; empty at the end.
        ending: What is told at the end; empty while it goes on.
    """

    visible: tuple[int, ...]
    choices: tuple[str, ...]
    ending: str = ""


@attrs.frozen
class Seen:
    """
    What the trainee observes of a turn.

    Two turns are the same to the trainee exactly when they are equal here. How the
    participants appear is part of it, for that follows from visible variables.

    Attributes:
        look: How the state looks in which the turn ended.
        cues: What was seen and heard: of the response, then of the world.
    """

    look: Look
    cues: Cues = ()

    @classmethod
    def of(cls, told: Told) -> Seen:
        """Return what is seen in the observation of a live session."""
        offered = tuple(choice.id for choice in told.choices)
        look = Look(tuple(told.visible.values()), offered, told.ending)
        return cls(look, told.cues)


@attrs.frozen(eq=False)
class ObservedRows:
    """
    Sparse rows of chances, each branch with what is observed of it.

    Row ``i`` is ``pointer[i]:pointer[i + 1]``, ordered by signal, then target.

    Attributes:
        pointer: int64, shape ``(rows + 1,)``.
        signal: int64, shape ``(b,)``: what is observed, by its number.
        target: int64, shape ``(b,)``: where it leads.
        chance: float64, shape ``(b,)``, positive; sums to 1 within a row.
    """

    pointer: Index
    signal: Index
    target: Index
    chance: Floats

    @cached_property
    def signals(self) -> int:
        """Above every number of a signal."""
        return int(self.signal.max()) + 1

    @cached_property
    def targets(self) -> int:
        """Above every number of a target."""
        return int(self.target.max()) + 1


@attrs.frozen(eq=False)
class ObservedSpace:
    """
    A state space with what the trainee observes in it.

    Its states are those of the program without what does not bear on play: without
    its monitors, mostly. A choice leads to situations, a situation to states, as in
    a `StateSpace`; but a cue of the response that a stage of the world might give
    just as well is heard only with the situation, for the trainee cannot tell which
    of them gave it.

    Attributes:
        space: The states and choices.
        looks: The ways in which states look.
        look: int64, shape ``(n,)``: how each state looks.
        response: A row for each choice; its signals are numbers of cues.
        world: A row for each situation; its signals are numbers in *ends*.
        ends: int64, shape ``(signals, 2)``: the numbers of the cues and of the look
            with which a turn ends.
        cues: For each number, what can be seen or heard.
    """

    space: StateSpace
    looks: tuple[Look, ...]
    look: Index
    response: ObservedRows
    world: ObservedRows
    ends: Index
    cues: tuple[Cues, ...]

    @cached_property
    def number(self) -> Mapping[Cues, int]:
        """The number of each sequence of cues."""
        return {cues: number for number, cues in enumerate(self.cues)}

    @property
    def horizon(self) -> int:
        """The turn limit."""
        return self.space.program.horizon

    def seen(self, response: int, world: int, *, last: bool = False) -> Seen:
        """
        Return what is observed of a turn with two signals.

        Args:
            response: The signal of its response.
            world: The signal of its situation.
            last: Whether it is the turn at the turn limit.
        """
        cues, look = self.ends[world].tolist()
        return Seen(
            self.appears(look, last=last), self.cues[response] + self.cues[cues]
        )

    def appears(self, look: int, *, last: bool = False) -> Look:
        """Return the look of that number; *last*: at the turn limit."""
        found = self.looks[look]
        if last and found.choices:
            return Look(found.visible, (), self.space.program.timeout.text)
        return found


def observe(
    space: StateSpace, budget: Budget = GENEROUS, *, slim: StateSpace | None = None
) -> ObservedSpace:
    """
    Work out what the trainee observes, whatever is chosen and whatever happens.

    Args:
        space: The state space of a program.
        budget: Limits on states, branches, memory and seconds.
        slim: The state space of the `sliced` program, where it is known already.

    Raises:
        BudgetError: If there is more than the budget allows.
    """
    known = slim or explore(sliced(space.program), space.trainee, budget)
    return _Watching(known).run()


class _Watching:
    """One run of `observe`."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self.lexicon = Lexicon()
        self.hearing = Hearing(space.program, space.trainee, self.lexicon)

    def run(self) -> ObservedSpace:
        """Put responses, world and looks together."""
        response = self._responses()
        unsure = doubtful(self.space.program, self.lexicon.cues)
        held_back = np.where(unsure[response.cues], response.cues, 0)
        keys = np.stack([response.code, held_back], axis=1)
        situations, at = np.unique(keys, axis=0, return_inverse=True)
        world = self._world(situations[:, 0], situations[:, 1])
        looks, look = _looks(self.space)
        target = self.space.numbering.of(world.code)
        ends, signal = np.unique(
            world.cues * len(looks) + look[target], return_inverse=True
        )
        certain = np.where(held_back > 0, 0, response.cues)
        return ObservedSpace(
            space=self.space,
            looks=looks,
            look=look,
            response=_rows(len(self.space.action), response, certain, at.reshape(-1)),
            world=_rows(len(situations), world, signal, target),
            ends=np.stack(np.divmod(ends, len(looks)), axis=1),
            cues=tuple(self.lexicon.cues),
        )

    def _responses(self) -> Heard:
        """Return what can follow each choice: a row for each choice."""
        parts = []
        owner, codes = self.space.owner, self.space.codes
        for number in range(len(self.space.program.actions)):
            choices = np.flatnonzero(self.space.action == number)
            heard = self.hearing.response(codes[owner[choices]], number)
            parts.append(attrs.evolve(heard, row=choices[heard.row]))
        return Heard.joined(parts)

    def _world(self, situations: Codes, cues: Index) -> Heard:
        """Return where situations lead, *cues* of their responses heard first."""
        over = self.hearing.endings(situations) >= 0
        ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
        after = self.hearing.world(situations[going_on])
        heard = Heard.joined(
            [
                Heard(ended, situations[ended], 0 * ended, np.ones(len(ended))),
                attrs.evolve(after, row=going_on[after.row]),
            ]
        )
        whole = self.lexicon.joined(cues[heard.row], heard.cues)
        return attrs.evolve(heard, cues=whole)


def _rows(rows: int, heard: Heard, signal: Index, target: Index) -> ObservedRows:
    """Return the branches of *heard* in rows, by signal and target."""
    order = np.lexsort((target, signal, heard.row))
    pointer = np.searchsorted(heard.row[order], np.arange(rows + 1))
    return ObservedRows(pointer, signal[order], target[order], heard.chance[order])


def _looks(space: StateSpace) -> tuple[tuple[Look, ...], Index]:
    """Return the ways in which states look, and how each state does."""
    program = space.program
    seen = [i for i, variable in enumerate(program.variables) if variable.visible]
    visible = space.packing.unpack(space.codes)[:, seen]
    offered = np.zeros((len(space), len(program.actions)), dtype=np.int64)
    offered[space.owner, space.action] = 1
    texts = list(dict.fromkeys(ending.text for ending in program.endings))
    told = np.array([texts.index(e.text) for e in program.endings] + [-1])
    columns = np.column_stack([visible, offered, told[space.ending]])
    rows, look = np.unique(columns, axis=0, return_inverse=True)
    ids = [action.id for action in program.actions]
    looks = tuple(
        Look(
            tuple(row[: len(seen)]),
            tuple(id_ for id_, on in zip(ids, row[len(seen) :], strict=False) if on),
            texts[row[-1]] if row[-1] >= 0 else "",
        )
        for row in rows.tolist()
    )
    return looks, look.reshape(-1)
