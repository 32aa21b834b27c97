"""A trace as the packs' Python scoring rules are given it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenario_engine.packs.scorer import Played, PlayedTurn

if TYPE_CHECKING:
    from scenario_engine.program import Program
    from scenario_engine.session.trace.trace import Moment, Trace


def played(program: Program, trace: Trace) -> Played:
    """
    Tell an episode as plain data, with nothing that the trainee could not see.

    Args:
        program: The program that was played.
        trace: An episode of it; where that was stopped, ending and kind are empty.
    """
    kinds = {each.id: each.kind for each in (*program.endings, program.timeout)}
    return Played(
        scenario=trace.scenario,
        turns=tuple(_turn(program, *both) for both in pairwise(trace.moments)),
        visible=dict(trace.moments[-1].observation.visible),
        ending=trace.ending,
        kind=kinds.get(trace.ending, ""),
    )


def _turn(program: Program, before: Moment, after: Moment) -> PlayedTurn:
    action = next(each for each in program.actions if each.id == after.choice)
    return PlayedTurn(
        choice=action.id,
        technique=action.technique,
        family=action.family,
        addressee=action.addressee,
        minutes=action.minutes,
        visible=dict(before.observation.visible),
        cues=after.observation.cues,
    )
