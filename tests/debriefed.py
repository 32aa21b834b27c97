"""Episodes made ready for a debrief, of programs that no pack has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis import explore, fair
from scenario_engine.analysis.hidden.approximation import above, below
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.debrief.course import Course, course
from scenario_engine.debrief.knowing import Known, Worth
from scenario_engine.packs import Registry
from scenario_engine.program import EXPERT, Program, Trainee, lower
from scenario_engine.session import Session
from scenario_engine.session.trace import Trace, of_session
from scenes import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.vocabulary import Scenario


def registry(scenario: Scenario) -> Registry:
    """Return a registry that has *scenario*, and nothing else of a pack."""
    library = LIBRARY.with_pack("sample", {"scenarios": [scenario]})
    made = lower(scenario, library, "sample")
    return Registry(library=library, programs={scenario.id: made})


def played(
    made: Program,
    choose: Callable[[Session], str],
    *,
    seed: int = 0,
    trainee: Trainee = EXPERT,
) -> Session:
    """Play *made* to its end."""
    session = Session.begin(made, seed=seed, trainee=trainee)
    while session.ending is None:
        session = session.step(choose(session))
    return session


def traced(
    made: Program,
    choose: Callable[[Session], str],
    *,
    seed: int = 0,
    trainee: Trainee = EXPERT,
) -> Trace:
    """Return the trace of an episode that was played to its end."""
    return of_session(played(made, choose, seed=seed, trainee=trainee))


def ready(trace: Trace, made: Program) -> Course:
    """Return an episode made ready."""
    return course(trace, Known(made, trace.trainee))


def bounded(made: Program, most: int, trainee: Trainee = EXPERT) -> Known:
    """Return a program whose fair values are bounded, even where they need not be."""
    known = Known(made, trainee)
    exact = fair.adviser(explore(sliced(made), trainee))
    upper, _ = above(exact.observed, exact.full, most)
    lower, _ = below(exact.observed, exact.full, most)
    adviser = attrs.evolve(exact, above=upper, below=lower)
    known.__dict__["worth"] = Worth(exact.observed.space, exact.full, adviser)
    return known


def unrecorded(trace: Trace) -> Trace:
    """Return *trace* as a program writes it that knows nothing of what is hidden."""
    return attrs.evolve(
        trace,
        dice=None,
        moments=tuple(
            attrs.evolve(moment, state=None, good=None) for moment in trace.moments
        ),
    )
