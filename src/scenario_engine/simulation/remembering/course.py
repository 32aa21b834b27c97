"""What a program can do, branch by branch in its own order, and what is seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.branching import Branches, Semantics
from scenario_engine.analysis.hidden.hearing import Heard, Hearing, Lexicon, doubtful
from scenario_engine.analysis.hidden.slicing import projected
from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.analysis.states import StateSpace

if TYPE_CHECKING:
    from scenario_engine.analysis.observations import ObservedSpace
    from scenario_engine.analysis.packing import Codes


@attrs.frozen(eq=False)
class Steps:
    """
    Rows of branches in the program's order, in which the dice go through them.

    Attributes:
        pointer: int64, ``(rows + 1,)``: where the branches of each row begin.
        target: int64, ``(branches,)``: where each leads.
        chance: float64, ``(branches,)``: positive, sums to 1 within a row.
        signal: int64, ``(branches,)``: what is observed of it, by its number; 0
            throughout where nobody listens.
    """

    pointer: Index
    target: Index
    chance: Floats
    signal: Index


@attrs.frozen(eq=False)
class Course:
    """
    All that can happen in a program, with what is observed of it.

    Attributes:
        space: The states and choices.
        begins: int64: for each way to begin, the look of its state; 0 where nobody
            looks.
        response: A row for each choice, leading to situations.
        world: A row for each situation, leading to states. One that has ended leads to
            its own state.
    """

    space: StateSpace
    begins: Index
    response: Steps
    world: Steps

    @classmethod
    def unseen(cls, space: StateSpace) -> Course:
        """Return the course of play for somebody who goes by own choices alone."""
        semantics = Semantics(space.program, space.trainee)
        parts = []
        for number, action in enumerate(space.program.actions):
            choices = np.flatnonzero(space.action == number)
            found = semantics.response(space.codes[space.owner[choices]], action)
            parts.append((choices[found.row], found.code, found.chance))
        response = Branches.ordered(parts)
        situations = Numbering()
        situations.add(response.code)
        codes = situations.codes
        over = semantics.endings(codes) >= 0
        ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
        after = semantics.world(codes[going_on])
        world = Branches.ordered(
            [
                (ended, codes[ended], np.ones(len(ended))),
                (going_on[after.row], after.code, after.chance),
            ]
        )
        return cls(
            space,
            np.zeros(len(space.start[0]), dtype=np.int64),
            _steps(len(space.action), response, situations.of(response.code)),
            _steps(len(codes), world, space.numbering.of(world.code)),
        )

    @classmethod
    def seen(cls, space: StateSpace, observed: ObservedSpace) -> Course:
        """
        Return the course of play with what the trainee observes of it.

        Args:
            space: The states of the program.
            observed: What is observed in it, whose numbers the signals are.
        """
        return _Listening(space, observed).run()


class _Listening:
    """One run of `Course.seen`."""

    def __init__(self, space: StateSpace, observed: ObservedSpace) -> None:
        self.space = space
        self.observed = observed
        self.lexicon = Lexicon()
        self.hearing = Hearing(
            space.program, space.trainee, self.lexicon, in_order=True
        )

    def run(self) -> Course:
        """Listen to the responses, then to the world."""
        response = self._responses()
        unsure = doubtful(self.space.program, self.lexicon.cues)
        held_back = np.where(unsure[response.cues], response.cues, 0)
        codes, at = np.unique(response.code, return_inverse=True)
        keys, situation = np.unique(
            at * len(self.lexicon.cues) + held_back, return_inverse=True
        )
        code, cues = np.divmod(keys, len(self.lexicon.cues))
        certain = np.where(held_back > 0, 0, response.cues)
        heard = self._world(codes[code], cues)
        look = self._looks()
        target = self.space.numbering.of(heard.code)
        return Course(
            self.space,
            look[self.space.start[0]],
            _steps(
                len(self.space.action), response, situation, self._numbers()[certain]
            ),
            _steps(len(keys), heard, target, self._ends(heard.cues, look[target])),
        )

    def _responses(self) -> Heard:
        parts = []
        owner, codes = self.space.owner, self.space.codes
        for number in range(len(self.space.program.actions)):
            choices = np.flatnonzero(self.space.action == number)
            heard = self.hearing.response(codes[owner[choices]], number)
            parts.append(attrs.evolve(heard, row=choices[heard.row]))
        return _by_row(parts)

    def _world(self, situations: Codes, cues: Index) -> Heard:
        """Return where situations lead, *cues* of their responses heard first."""
        over = self.hearing.endings(situations) >= 0
        ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
        after = self.hearing.world(situations[going_on])
        heard = _by_row(
            [
                Heard(ended, situations[ended], 0 * ended, np.ones(len(ended))),
                attrs.evolve(after, row=going_on[after.row]),
            ]
        )
        whole = self.lexicon.joined(cues[heard.row], heard.cues)
        return attrs.evolve(heard, cues=whole)

    def _looks(self) -> Index:
        """Return how each state looks."""
        return self.observed.look[projected(self.space, self.observed.space)]

    def _numbers(self) -> Index:
        """Return the number in *observed* of each sequence of cues; -1 for none."""
        known = self.observed.number
        return np.array([known.get(cues, -1) for cues in self.lexicon.cues])

    def _ends(self, cues: Index, look: Index) -> Index:
        """Return the number in *observed* of each end of a turn."""
        size = len(self.observed.looks)
        known = self.observed.ends[:, 0] * size + self.observed.ends[:, 1]
        found: Index = np.searchsorted(known, self._numbers()[cues] * size + look)
        return found


def _by_row(parts: list[Heard]) -> Heard:
    """Put *parts* together by row; each is in the program's order within a row."""
    heard = Heard.joined(parts)
    order = np.argsort(heard.row, kind="stable")
    return Heard(
        heard.row[order], heard.code[order], heard.cues[order], heard.chance[order]
    )


def _steps(
    rows: int, found: Branches | Heard, target: Index, signal: Index | None = None
) -> Steps:
    pointer = np.searchsorted(found.row, np.arange(rows + 1))
    silent = np.zeros(len(target), dtype=np.int64)
    return Steps(pointer, target, found.chance, silent if signal is None else signal)
