"""
Why a choice was worth what it was: named reasons of the program that held there.

A reason belongs to an outcome of the case that applied. It adds to the chance of that
outcome, and takes it from nothing happening: so what it did to the chance of the goal
is what it added, times how much more the outcome is worth than if nothing had happened.
That is exact, for somebody who knows everything; a debrief comes when all is over.
"""

from __future__ import annotations

from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.values import TIE
from scenario_engine.debrief.accounting import numbers, world_worths
from scenario_engine.debrief.plain import plain_since
from scenario_engine.debrief.review import Reason
from scenario_engine.expressions import evaluate
from scenario_engine.program import Interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.debrief.course import Course
    from scenario_engine.debrief.knowing import Worth
    from scenario_engine.expressions import Expression
    from scenario_engine.program import State, ir


class Reasons:
    """
    The reasons in one episode.

    Args:
        course: The episode.
        worth: What play of its scenario is worth.
    """

    def __init__(self, course: Course, worth: Worth) -> None:
        self._course = course
        self._space = worth.space
        self._table = worth.values.table
        self._interpreter = Interpreter(worth.space.program, worth.space.trainee)

    def of(self, choice: str, moment: int, *, good: bool | None) -> tuple[Reason, ...]:
        """
        Return the reasons that were at work in a choice, the weightiest first.

        Until the episode has ended, only those that the trainee could know of: what
        is hidden is told when it is over.

        Args:
            choice: What was, or could have been, chosen.
            moment: When: 0 is the start.
            good: Whether it is delivered well; where that is not known, it is taken to
                be.
        """
        program = self._space.program
        action = next(each for each in program.actions if each.id == choice)
        state = self._state(moment)
        if state is None:
            return ()
        found = [
            *self._of_delivery(action, state, moment),
            *self._of_cases(action, state, moment, poor=good is False),
        ]
        if self._course.ending is None or self._course.states is None:
            found = [reason for reason in found if reason.was_known]
        return tuple(sorted(found, key=lambda each: -abs(each.worth or 0.0)))

    @cached_property
    def _numbers(self) -> list[int]:
        return numbers(self._course, self._space)

    def _state(self, moment: int) -> State | None:
        """Return the state at a moment; where it is not known, one that may be it."""
        if self._course.states is not None:
            return self._space.state(self._numbers[moment])
        if self._course.advised is None:
            return None
        belief = self._course.advised[moment].belief
        return self._space.state(int(belief.states[np.argmax(belief.chances)]))

    def _of_cases(
        self, action: ir.Action, state: State, moment: int, *, poor: bool
    ) -> Iterator[Reason]:
        """Yield the reasons of the case that applies to a delivery."""
        cases = action.poor if poor else action.good
        after = self._interpreter.watched(state, action)
        case = next((c for c in cases if self._interpreter.holds(c.guard, after)), None)
        if case is None or not any(each.chance.reasons for each in case.outcomes):
            return
        situations = [
            after,
            *(self._interpreter.changed(after, o.changes) for o in case.outcomes),
        ]
        found = self._worths(situations, self._course.left(moment) - 1)
        nothing, *worths = found.tolist()
        for outcome, worth in zip(case.outcomes, worths, strict=True):
            yield from self._held(
                outcome.chance,
                after,
                moment,
                guard=case.guard,
                outcome=outcome.cue,
                gain=worth - nothing,
            )

    def _of_delivery(
        self, action: ir.Action, state: State, moment: int
    ) -> Iterator[Reason]:
        """Yield the reasons for delivering it well or poorly."""
        if action.delivery is None or not action.delivery.reasons:
            return
        branches = self._interpreter.response(state, action)
        worths = self._worths(
            [branch.state for branch in branches], self._course.left(moment) - 1
        )
        means: dict[bool | None, float] = {}
        for good in (True, False):
            chances = np.array([b.chance if b.good is good else 0.0 for b in branches])
            if not chances.sum():
                return
            means[good] = float(chances @ worths / chances.sum())
        yield from self._held(
            action.delivery,
            state,
            moment,
            outcome="",
            gain=means[True] - means[False],
            skill=float(self._space.trainee.skill_in(action.technique)),
        )

    def _held(
        self,
        chance: ir.Chance,
        state: State,
        moment: int,
        *,
        outcome: str,
        gain: float,
        guard: Expression | None = None,
        skill: float = 1.0,
    ) -> Iterator[Reason]:
        """Yield the reasons of *chance* that hold in *state*."""
        valuation = {**self._interpreter.valuation(state), "skill": skill}
        for reason in chance.reasons:
            by = float(evaluate(reason.by, valuation))
            if not by or not evaluate(reason.when, valuation):
                continue
            guards = [each for each in (guard, reason.when) if each is not None]
            since = plain_since(self._course, moment, guards)
            is_told = self._course.states is not None and not isnan(gain)
            worth = by * gain if is_told else None
            yield Reason(
                why=reason.why,
                by=by,
                outcome=outcome,
                helps=None if worth is None or abs(worth) <= TIE else worth > 0,
                was_known=since is not None,
                worth=worth,
                since=since,
                shown=self._shown(since),
            )

    def _shown(self, since: int | None) -> tuple[str, ...]:
        if not since:
            return ()
        return self._course.trace.moments[since].observation.cues

    def _worths(self, situations: Sequence[State], left: int) -> Floats:
        """
        Return what each situation is worth, before the world goes on.

        Returns:
            float64; NaN for what play cannot come to, such as nothing happening where
            something always does.
        """
        space = self._space
        codes = np.array(
            [space.packing.pack(state) for state in situations], dtype=np.int64
        )
        rows = space.situations.find(codes)
        worths = world_worths(space, self._table[left], rows)
        return np.where(rows >= 0, worths, np.nan)
