"""Traces as plain data, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.session.trace.trace import (
    FORMAT,
    KIND,
    Dice,
    Moment,
    Offer,
    Seen,
    Trace,
)
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.session.session import Session


def of_session(
    session: Session,
    *,
    player: str = "",
    strategy: str = "",
    personas: Mapping[str, str] | None = None,
) -> Trace:
    """
    Return the trace of a live session, as far as it has come.

    Args:
        session: The session.
        player: Who played.
        strategy: How was chosen, where a strategy played.
        personas: For participants that were cast, the persona that each was.
    """
    program = session.program
    return Trace(
        scenario=program.id,
        pack=program.pack,
        digest=session.tables.digest,
        trainee=session.tables.trainee,
        moments=tuple(_moment(each) for each in session.history()),
        ending=session.ending.id if session.ending else "",
        dice=Dice(session.seed, session.episode),
        personas=dict(personas or {}),
        player=player,
        strategy=strategy,
    )


def write(trace: Trace) -> dict[str, Any]:
    """
    Return *trace* as dicts, lists, texts, whole numbers and truth values.

    `read` takes it back. The form is described in docs/traces.md.
    """
    dice = trace.dice
    return {
        "kind": KIND,
        "format": FORMAT,
        "engine": __version__,
        "scenario": trace.scenario,
        "pack": trace.pack,
        "digest": trace.digest,
        "personas": dict(trace.personas),
        "player": trace.player,
        "strategy": trace.strategy,
        "skill": {key: float(value) for key, value in trace.trainee.skill.items()},
        "otherwise": float(trace.trainee.otherwise),
        "seed": dice.seed if dice else None,
        "episode": dice.episode if dice else None,
        "moments": [_written(moment) for moment in trace.moments],
        "ending": trace.ending or None,
    }


def _moment(session: Session) -> Moment:
    seen = session.observation
    responses = [event for event in session.events if event.kind == "response"]
    return Moment(
        choice=session.choice,
        observation=Seen(
            visible=dict(seen.visible),
            choices=tuple(Offer(choice.id) for choice in seen.choices),
            cues=seen.cues,
            ending=seen.ending,
        ),
        state=dict(session.state),
        good=responses[0].good if responses else None,
    )


def _written(moment: Moment) -> dict[str, Any]:
    seen = moment.observation
    return {
        "choice": moment.choice or None,
        "good": moment.good,
        "visible": dict(seen.visible),
        "offered": [offer.id for offer in seen.choices],
        "cues": list(seen.cues),
        "told": seen.ending or None,
        "state": None if moment.state is None else dict(moment.state),
    }
