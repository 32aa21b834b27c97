"""Whether the best first choice stays the best when the estimated numbers are off."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.sensitivity.derivatives import derivatives
from scenario_engine.analysis.sensitivity.intervals import IntervalLayer, boxed
from scenario_engine.analysis.sensitivity.layers import Floats, Layer
from scenario_engine.analysis.sensitivity.moving import corner
from scenario_engine.analysis.sensitivity.parameters import Parameter
from scenario_engine.analysis.sensitivity.sweeps import Mean, backward, weights, worths
from scenario_engine.analysis.values import TIE
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis.sensitivity.layers import Index
    from scenario_engine.analysis.sensitivity.unfolding import Unfolded

_RIVALS = 4


class Verdict(Enum):
    """What is known about an advised choice."""

    STABLE = "stable"
    CHANGES = "changes"
    OPEN = "open"


@attrs.frozen
class Witness:
    """
    Numbers in the box with which another choice is better.

    Attributes:
        action: The id of the better choice.
        by: How much more it is worth.
        numbers: The parameters that differ from what is written, with the value of
            each; those that bear most on it first.
    """

    action: str
    by: float
    numbers: tuple[tuple[Parameter, float], ...]


@attrs.frozen
class Advice:
    """
    The first choice that is best for somebody who knows everything.

    Attributes:
        state: A way to begin: a value for each variable.
        action: The id of the advised choice.
        ahead: How much more it is worth than the next best.
        verdict: Stable: proved best all over the box. Changes: numbers in the box are
            known with which another is better. Open: neither was found.
        witness: These numbers, where it changes.
    """

    state: tuple[int, ...]
    action: str
    ahead: float
    verdict: Verdict
    witness: Witness | None = None


def first_advice(unfolded: Unfolded, kind: str = GOAL) -> tuple[Advice, ...]:
    """
    Judge the advised first choice of every way to begin that goes on.

    A choice is proved stable if the least it can be worth is no less than the most
    that any other can. Otherwise numbers are looked for with which one of its nearest
    rivals is better: at the corner of the box that their difference points to.

    Args:
        unfolded: The turns.
        kind: ``goal``, ``harm`` or ``neutral``.
    """
    states = np.unique(unfolded.start[0])
    search = _Search(unfolded, kind)
    return tuple(search.judge(int(s)) for s in states[unfolded.ending[states] < 0])


class _Search:
    """The first turn of a program, over its box."""

    def __init__(self, unfolded: Unfolded, kind: str) -> None:
        self.unfolded, self.kind = unfolded, kind
        box = boxed(unfolded)
        self.worth = self._choices(unfolded, Layer.mean)
        self.low = self._choices(box, IntervalLayer.least)
        self.high = self._choices(box, IntervalLayer.most)

    def judge(self, state: int) -> Advice:
        """Judge the advised choice of *state*."""
        choices = np.flatnonzero(self.unfolded.owner == state)
        order = choices[np.argsort(-self.worth[choices], kind="stable")]
        advised, others = int(order[0]), order[1:]
        ahead = self.worth[advised] - self.worth[others].max(initial=-np.inf)
        rivals = others[self.high[others] > self.low[advised] + TIE]
        witness = self._witness(advised, rivals[:_RIVALS]) if len(rivals) else None
        verdict = Verdict.STABLE
        if len(rivals):
            verdict = Verdict.OPEN if witness is None else Verdict.CHANGES
        code = self.unfolded.codes[state : state + 1]
        values = self.unfolded.packing.unpack(code)[0]
        return Advice(
            tuple(int(v) for v in values),
            self._id(advised),
            float(ahead),
            verdict,
            witness,
        )

    def _witness(self, advised: int, rivals: Index) -> Witness | None:
        own = self._slopes(advised)
        for rival in rivals:
            slopes = self._slopes(int(rival)) - own
            shifts = corner(self.unfolded, slopes)
            if self._lead(shifts, advised, int(rival)) > TIE:
                return self._fewest(slopes, shifts, advised, int(rival))
        return None

    def _fewest(
        self, slopes: Floats, shifts: Floats, advised: int, rival: int
    ) -> Witness:
        """Return the witness with as few of the *shifts* as halving finds enough."""
        order: Index = np.argsort(-np.abs(slopes * shifts), kind="stable")
        few, enough = 0, int(np.count_nonzero(slopes * shifts))
        while enough - few > 1:
            half = (few + enough) // 2
            some = self._only(shifts, order[:half])
            if self._lead(some, advised, rival) > TIE:
                enough = half
            else:
                few = half
        last: Index = order[:enough]
        known = self.unfolded.parameters
        numbers = [(known[i], known[i].nominal + float(shifts[i])) for i in last]
        by = self._lead(self._only(shifts, last), advised, rival)
        return Witness(self._id(rival), by, tuple(numbers))

    def _lead(self, shifts: Floats, advised: int, rival: int) -> float:
        """Return how much more *rival* is worth than *advised* after *shifts*."""
        worth = self._choices(self.unfolded.shifted(shifts), Layer.mean)
        return float(worth[rival] - worth[advised])

    def _slopes(self, choice: int) -> Floats:
        """Return the derivatives of what *choice* in the first turn is worth."""
        first = weights(self.unfolded, self.worth, "best")
        state = self.unfolded.owner[choice]
        first[self.unfolded.owner == state] = 0.0
        first[choice] = 1.0
        return derivatives(self.unfolded, self.kind, first=first).slopes

    def _choices(self, unfolded: Unfolded, mean: Mean) -> Floats:
        """Return what each choice is worth with all turns left."""
        table = backward(unfolded, self.kind, "best", mean)
        return worths(unfolded.layers, table[-2], mean)[0]

    def _only(self, shifts: Floats, kept: Index) -> Floats:
        some = np.zeros(len(shifts))
        some[kept] = shifts[kept]
        return some

    def _id(self, choice: int) -> str:
        return self.unfolded.program.actions[int(self.unfolded.action[choice])].id
