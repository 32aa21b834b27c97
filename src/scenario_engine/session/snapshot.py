"""A session as versioned data, and back by replaying it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scenario_engine.errors import SavedError, ScenarioEngineError
from scenario_engine.program.trainee import Trainee
from scenario_engine.session.session import Session
from scenario_engine.session.tables import Tables
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from scenario_engine.program.ir import Program

FORMAT = 1
KIND = "scenario_engine session"


def snapshot(session: Session) -> dict[str, Any]:
    """
    Return *session* as data for JSON.

    It holds what determines the episode (digest, trainee, seed, episode, choices), and
    the state reached, so that a restored session can be compared with it.
    """
    return {
        **header(session),
        "choices": list(session.taken),
        "state": dict(session.state),
    }


def header(session: Session) -> dict[str, Any]:
    """Return what determines the episode of *session*, its choices apart."""
    trainee = session.tables.trainee
    return {
        "kind": KIND,
        "format": FORMAT,
        "engine": __version__,
        "scenario": session.program.id,
        "pack": session.program.pack,
        "digest": session.tables.digest,
        "seed": session.seed,
        "episode": session.episode,
        "skill": {key: float(value) for key, value in trainee.skill.items()},
        "otherwise": float(trainee.otherwise),
    }


def restore(data: Mapping[str, Any], program: Program | Tables) -> Session:
    """
    Return the session that `snapshot` wrote.

    Args:
        data: What `snapshot` returned, perhaps after a way through JSON.
        program: The program that was played, or tables of it and of the same trainee.

    Raises:
        SavedError: If *data* is no snapshot, of a newer format, of another scenario,
            or of a version of the scenario with another digest.
    """
    session = restart(data, program)
    choices = data.get("choices")
    if not isinstance(choices, list):
        raise SavedError("Not a session: 'choices' is no list. Begin a new session.")
    try:
        for choice in choices:
            session = session.step(choice)
    except (ScenarioEngineError, TypeError) as error:
        raise SavedError(
            f"Not a session: its choices cannot be replayed. {error}"
        ) from error
    if dict(session.state) != data.get("state"):
        raise SavedError(
            "Not a session: replaying its choices leads to another state than the one "
            "saved. The file was changed by hand; begin a new session."
        )
    return session


def restart(data: Mapping[str, Any], program: Program | Tables) -> Session:
    """
    Return the session that `header` was taken of, at its beginning.

    Raises:
        SavedError: As `restore` does.
    """
    _check_kind(data)
    try:
        trainee = Trainee(dict(data["skill"]), data["otherwise"])
        ready = program if isinstance(program, Tables) else Tables(program, trainee)
        check_digest(data.get("scenario"), data.get("digest"), ready, "saved")
        if ready.trainee != trainee:
            raise SavedError(
                "The session was saved for a trainee of other skill. Pass the program, "
                "or tables for that trainee."
            )
        return Session.begin(ready, seed=data["seed"], episode=data["episode"])
    except (KeyError, TypeError, ValueError) as error:
        raise SavedError(
            f"Not a session: {error!r} is missing or of the wrong type. "
            "Begin a new session."
        ) from error
    except SavedError:
        raise
    except ScenarioEngineError as error:
        raise SavedError(f"Not a session: {error}") from error


def _check_kind(data: Mapping[str, Any]) -> None:
    if not isinstance(data, Mapping) or data.get("kind") != KIND:
        raise SavedError("Not a saved session of scenario_engine.")
    found = data.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise SavedError(f"Not a saved session: its format is {found!r}.")
    if found > FORMAT:
        raise SavedError(
            f"The session was saved in format {found}, by scenario-engine "
            f"{data.get('engine')}; this version reads up to {FORMAT}. "
            "Install a newer version."
        )


def check_digest(scenario: object, digest: object, tables: Tables, done: str) -> None:
    """
    Refuse what is of another scenario, or of another version of it.

    Args:
        scenario: The id that was written down.
        digest: The digest that was written down.
        tables: Of the program that is there now.
        done: What was done to it then: ``saved``, ``played``.

    Raises:
        SavedError: If either differs.
    """
    program = tables.program
    if scenario != program.id:
        raise SavedError(
            f"The session was {done} in scenario '{scenario}', "
            f"not in '{program.id}'. Restore it with that scenario."
        )
    if digest != tables.digest:
        raise SavedError(
            f"The scenario '{program.id}' has changed since the session was {done} "
            f"(digest {str(digest)[:12]}, now {tables.digest[:12]}), so it "
            "would not go on as it began. Install the pack's earlier version, or begin "
            "a new session."
        )
