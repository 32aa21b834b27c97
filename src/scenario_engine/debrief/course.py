"""An episode made ready to be gone through: checked, states filled in, beliefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.advice import Advised
from scenario_engine.analysis.beliefs import ObservationError
from scenario_engine.debrief.knowing import Known, Worth
from scenario_engine.errors import SavedError
from scenario_engine.program import State
from scenario_engine.program.ir import GOAL, Ending
from scenario_engine.session import Session
from scenario_engine.session.trace import Moment, Seen, Trace, verify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.program import Program

NO_STATES = (
    "the trace records neither dice nor every state, so what was hidden is not known"
)


@attrs.frozen(eq=False)
class Course:
    """
    An episode, with all that can be told of it.

    Attributes:
        trace: The episode, visible variables in the program's order.
        known: Its scenario.
        worth: What play is worth; None where that cannot be told.
        states: Its states, moment by moment; None where one is not known.
        good: For each turn whether the delivery was good; None where that is not known
            or made no difference.
        advised: What could be known, moment by moment; None where that cannot be told.
        note: Why something is None; empty where nothing is.
    """

    trace: Trace
    known: Known
    worth: Worth | None
    states: tuple[State, ...] | None
    good: tuple[bool | None, ...]
    advised: tuple[Advised, ...] | None
    note: str

    @property
    def program(self) -> Program:
        """The program that was played."""
        return self.known.program

    @property
    def ending(self) -> Ending | None:
        """The ending that was reached; None where the episode was stopped."""
        for each in (*self.program.endings, self.program.timeout):
            if each.id == self.trace.ending:
                return each
        return None

    @property
    def result(self) -> float | None:
        """1 where it ended with the goal, else 0; None where it was stopped."""
        ending = self.ending
        return None if ending is None else float(ending.kind == GOAL)

    def left(self, moment: int) -> int:
        """Return how many turns are left at a moment."""
        return self.program.horizon - moment


def course(trace: Trace, known: Known) -> Course:
    """
    Check *trace*, and make it ready.

    Raises:
        SavedError: If it is no trace of this scenario, or of an episode that there
            cannot be.
    """
    verify(trace, known.tables)
    trace = _ordered(trace, known.program)
    states, good = _states(trace, known)
    notes = [] if states else [NO_STATES]
    worth = known.worth
    if isinstance(worth, str):
        return Course(
            trace, known, None, states, good, None, "; ".join([*notes, worth])
        )
    advised, note = _advised(trace, worth, is_proved=states is not None)
    notes += [note] if note else []
    return Course(trace, known, worth, states, good, advised, "; ".join(notes))


def _ordered(trace: Trace, program: Program) -> Trace:
    """Return *trace* with visible variables in the order of *program*."""
    names = [variable.name for variable in program.variables if variable.visible]
    return attrs.evolve(
        trace, moments=tuple(_looked(moment, names) for moment in trace.moments)
    )


def _looked(moment: Moment, names: list[str]) -> Moment:
    seen = moment.observation
    visible: Mapping[str, int] = {name: seen.visible[name] for name in names}
    return attrs.evolve(
        moment, observation=Seen(visible, seen.choices, seen.cues, seen.ending)
    )


def _states(
    trace: Trace, known: Known
) -> tuple[tuple[State, ...] | None, tuple[bool | None, ...]]:
    """Return the states and deliveries that were recorded, or that the dice give."""
    if trace.dice is not None:
        session = Session.begin(
            known.tables, seed=trace.dice.seed, episode=trace.dice.episode
        )
        for choice in trace.choices:
            session = session.step(choice)
        history = tuple(session.history())
        return (
            tuple(tuple(each.state.values()) for each in history),
            tuple(_delivered(each) for each in history[1:]),
        )
    good = tuple(moment.good for moment in trace.moments[1:])
    names = [variable.name for variable in known.program.variables]
    states = []
    for moment in trace.moments:
        values = moment.state or moment.observation.visible
        if moment.state is None and len(values) < len(names):
            return None, good
        states.append(tuple(values[name] for name in names))
    return tuple(states), good


def _delivered(session: Session) -> bool | None:
    responses = [event for event in session.events if event.kind == "response"]
    return responses[0].good if responses else None


def _advised(
    trace: Trace, worth: Worth, *, is_proved: bool
) -> tuple[tuple[Advised, ...] | None, str]:
    """Return what could be known at each moment, or why that cannot be told."""
    if worth.adviser is None:
        return None, worth.note
    try:
        return worth.adviser.along(trace.moments), ""
    except ObservationError as error:
        if is_proved:
            return None, str(error)
        raise SavedError(
            f"What the trace tells cannot be seen in '{trace.scenario}': {error} The "
            "file was changed, or written by a program that does something else."
        ) from error
