"""Fitted to logged traces: as often as it was done, where a scene looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from scenario_engine.analysis import explore, under
from scenario_engine.session import Session
from scenario_engine.session.trace import Moment, Trace, of_session
from scenario_engine.simulation import SimulationError
from scenario_engine.simulation.strategies.fitted import Fitted
from scenario_engine.simulation.strategies.steady import Random
from scenes import program
from simulation.strategies.playing_by_hand import worth

if TYPE_CHECKING:
    from scenario_engine.program import Program


def played(made: Program, *choices: str, seed: int = 0) -> Trace:
    """Return the trace of a play that takes these choices, as far as they go."""
    session = Session.begin(made, seed=seed)
    for choice in choices:
        if session.ending is None and choice in [c.id for c in session.choices]:
            session = session.step(choice)
    return of_session(session)


def logged(made: Program) -> list[Trace]:
    """Return some plays."""
    scripts = (("listen", "limit", "listen"), ("calm-down", "listen"), ("listen",) * 4)
    return [played(made, *script, seed=seed) for seed in range(8) for script in scripts]


@pytest.mark.parametrize("every", [0, 1, 2])
def test_chances_are_counts_smoothed(every):
    """Against counts that are kept by hand, by what was seen and by turns."""
    made = program()
    traces = logged(made)
    visible = [variable.name for variable in made.variables if variable.visible]

    def choose(memory, offered, state, left):
        turn = made.horizon - left
        look = {name: state[name] for name in visible}
        counts = dict.fromkeys(offered, 0.5)
        for trace in traces:
            for number, choice in enumerate(trace.choices):
                seen = trace.moments[number].observation
                same = not every or number // every == turn // every
                ids = tuple(offer.id for offer in seen.choices)
                if same and dict(seen.visible) == look and ids == offered:
                    counts[choice] += 1
        return {id_: count / sum(counts.values()) for id_, count in counts.items()}

    fitted = Fitted.to(traces, smoothing=0.5, every=every)
    value = fitted.plan(explore(made)).value()
    assert value == pytest.approx(worth(made, choose), abs=1e-12)


def test_what_was_never_seen_is_chosen_at_random():
    """And strong smoothing makes all of it so."""
    space = explore(program())
    fitted = Fitted.to(logged(program()), smoothing=1e12)

    wild = Random().plan(space).value()
    assert fitted.plan(space).value() == pytest.approx(wild, abs=1e-6)
    plan = Fitted.to([played(program())]).plan(space)
    assert plan.value() == pytest.approx(under(space, plan.weights()).start)
    assert plan.value() == pytest.approx(wild)


def changed(trace: Trace, number: int, **changes) -> Trace:
    """Return a trace with a moment changed."""
    moments: list[Moment] = list(trace.moments)
    seen = attrs.evolve(moments[number].observation, **changes)
    moments[number] = attrs.evolve(moments[number], observation=seen)
    return attrs.evolve(trace, moments=tuple(moments))


TRACE = played(program(), "listen", "listen")
OTHER = played(program(horizon=5), "listen")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Fitted.to([]), "There is no trace to fit to. Give one at least."),
        (
            lambda: Fitted.to([TRACE, OTHER]),
            f"These are traces of several scenarios or versions: 'a-visit' (digest "
            f"{TRACE.digest[:12]}, first in trace 0), 'a-visit' (digest "
            f"{OTHER.digest[:12]}, first in trace 1). Give one's.",
        ),
        (
            lambda: Fitted.to([OTHER]).ready(explore(program())),
            f"fitted: fitted to 'a-visit' (digest {OTHER.digest[:12]}), not to 'a-visit'",
        ),
        (
            lambda: Fitted.to([changed(TRACE, 0, choices=())]),
            "Trace 0 takes 'listen' in turn 1, where nothing was offered. The file was",
        ),
        (
            lambda: Fitted.to([changed(TRACE, 0, visible={"composure": 9})]).ready(
                explore(program())
            ),
            "fitted: 'a-visit' never shows composure = 9, with calm-down, listen to",
        ),
        (lambda: Fitted.to([TRACE], smoothing=0), "The smoothing is 0. Give a number"),
        (lambda: Fitted.to([TRACE], every=-1), "Every -1 turns: give a whole number,"),
    ],
)
def test_what_cannot_be_fitted_is_refused(make, said):
    """With the trace, and what to do."""
    with pytest.raises(SimulationError) as caught:
        make()
    assert str(caught.value).startswith(said)
