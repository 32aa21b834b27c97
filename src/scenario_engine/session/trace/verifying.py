"""Whether a trace is one of a program: every moment can have been as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.errors import SavedError, ScenarioEngineError, shorten
from scenario_engine.program.interpreter import Interpreter
from scenario_engine.session.session import Session
from scenario_engine.session.snapshot import check_digest
from scenario_engine.session.tables import Tables
from scenario_engine.session.trace.writing import of_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.program import Program, State
    from scenario_engine.session.tables import Landing, Place, Reply
    from scenario_engine.session.trace.trace import Moment, Trace

_MEND = "The file was changed, or written by a program that does something else"


def verify(trace: Trace, program: Program | Tables) -> None:
    """
    Check that *program* can be played as *trace* tells, moment by moment.

    With the dice of an episode, it is played again and compared. Without them, each
    moment has to follow from the one before, with what was seen of it; where states
    were not recorded, that is left to whoever works out what could be believed.

    Args:
        trace: The trace.
        program: The program, or tables of it for the trainee of the trace.

    Raises:
        SavedError: If it is a trace of another scenario, of another version of it,
            or of an episode that there cannot be.
    """
    tables = program if isinstance(program, Tables) else Tables(program, trace.trainee)
    check_digest(trace.scenario, trace.digest, tables, "played")
    _check_names(trace, tables.program)
    if trace.dice is not None:
        _compare(trace, _again(trace, tables))
    else:
        _check_choices(trace, tables.program)
        _walk(trace, tables)
    _check_ending(trace, tables.program)


def _check_names(trace: Trace, program: Program) -> None:
    """Refuse moments with other variables than the program has, or other values."""
    every = {variable.name: variable for variable in program.variables}
    visible = {name: variable for name, variable in every.items() if variable.visible}
    for number, moment in enumerate(trace.moments):
        told = [("visible", dict(moment.observation.visible), visible)]
        if moment.state is not None:
            told.append(("state", dict(moment.state), every))
        for where, found, wanted in told:
            if set(found) != set(wanted):
                other = ", ".join(sorted(set(found) ^ set(wanted)))
                raise SavedError(
                    f"moment {number}: {where} has not the variables of "
                    f"'{program.id}': {shorten(other)}. {_MEND}."
                )
            for name, variable in wanted.items():
                if not variable.low <= found[name] <= variable.high:
                    raise SavedError(
                        f"moment {number}: {where} has {name} = "
                        f"{shorten(str(found[name]))}, outside "
                        f"{variable.low}..{variable.high}. {_MEND}."
                    )


def _check_choices(trace: Trace, program: Program) -> None:
    """Refuse choices that are none of the program's, or were not offered."""
    known = {action.id for action in program.actions}
    offered: set[str] = set()
    for number, moment in enumerate(trace.moments):
        if number and moment.choice not in offered:
            raise SavedError(
                f"moment {number}: '{shorten(moment.choice)}' was chosen, which the "
                f"moment before it does not offer. {_MEND}."
            )
        offered = {offer.id for offer in moment.observation.choices}
        if offered - known:
            raise SavedError(
                f"moment {number}: '{shorten(min(offered - known))}' is no "
                f"intervention of '{program.id}'. {_MEND}."
            )


def _again(trace: Trace, tables: Tables) -> Trace:
    """Play the episode of *trace* again."""
    assert trace.dice is not None
    session = Session.begin(tables, seed=trace.dice.seed, episode=trace.dice.episode)
    for number, choice in enumerate(trace.choices, 1):
        try:
            session = session.step(choice)
        except ScenarioEngineError as error:
            raise SavedError(f"moment {number}: {error} {_MEND}.") from error
    return of_session(session)


def _compare(trace: Trace, again: Trace) -> None:
    for number, (told, played) in enumerate(
        zip(trace.moments, again.moments, strict=True)
    ):
        for name, one, other in (
            ("what was seen", told.observation, played.observation),
            ("the state", told.state, played.state),
            ("the delivery", told.good, played.good),
        ):
            if one != other and one is not None:
                raise SavedError(
                    f"moment {number}: {name} is not what these dice give. {_MEND}."
                )
    if trace.ending != again.ending:
        raise SavedError(
            f"It ends with '{trace.ending}', but these turns lead to "
            f"'{again.ending or 'no ending yet'}'. Turns are missing, or the file "
            "was changed."
        )


def _walk(trace: Trace, tables: Tables) -> None:
    """Check that each recorded state can follow from the one before."""
    interpreter = Interpreter(tables.program, trace.trainee)
    before: State | None = None
    for number, moment in enumerate(trace.moments):
        if moment.state is None:
            before = None
            continue
        after = tuple(moment.state[v.name] for v in tables.program.variables)
        if number == 0:
            fits = any(after == branch.state for branch in interpreter.starts())
        elif before is None:
            fits = True
        else:
            fits = _follows(tables, before, moment, after)
        is_last = number == tables.program.horizon
        if not fits or not _looks(tables.place(after), moment, last=is_last):
            raise SavedError(
                f"moment {number}: '{tables.program.id}' cannot come to it. {_MEND}."
            )
        before = after


def _follows(tables: Tables, before: State, moment: Moment, after: State) -> bool:
    place = tables.place(before)
    if place.ending is not None or moment.choice not in place.rows:
        return False
    row = place.rows[moment.choice] or tables.row(place, moment.choice)
    return any(
        landing.place.state == after
        and reply.cues + landing.cues == moment.observation.cues
        and (moment.good is None or _good(reply) == moment.good)
        for reply, landing in _ways(row.replies)
    )


def _ways(replies: tuple[Reply, ...]) -> Iterator[tuple[Reply, Landing]]:
    for reply in replies:
        for landing in reply.landings:
            yield reply, landing


def _good(reply: Reply) -> bool | None:
    return reply.events[0].good if reply.events else None


def _looks(place: Place, moment: Moment, *, last: bool) -> bool:
    """Tell whether what was seen is what there is to see in *place*."""
    seen = moment.observation
    is_over = place.ending is not None or last
    offered = () if is_over else tuple(choice.id for choice in place.choices)
    return dict(seen.visible) == dict(place.visible) and offered == tuple(
        offer.id for offer in seen.choices
    )


def _check_ending(trace: Trace, program: Program) -> None:
    """Check that the end is told where it was reached, and only there."""
    *before, last = trace.moments
    if any(moment.observation.ending for moment in before):
        raise SavedError(f"Turns go on after the end was told. {_MEND}.")
    if trace.turns > program.horizon:
        raise SavedError(
            f"It has {trace.turns} turns; '{program.id}' ends after {program.horizon}."
        )
    endings = {each.id: each for each in (*program.endings, program.timeout)}
    if trace.ending and trace.ending not in endings:
        raise SavedError(
            f"'{program.id}' has no ending '{shorten(trace.ending)}'. "
            f"There are {', '.join(endings)}."
        )
    told = endings[trace.ending].text if trace.ending else ""
    if last.observation.ending != told:
        raise SavedError(
            f"It ends with '{trace.ending or 'nothing'}', but what was told last "
            "is something else. Turns are missing, or the file was changed."
        )
