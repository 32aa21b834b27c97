"""Small programs, written and generated, in which it pays to find out what is hidden."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from scenario_engine.expressions import number, parse
from scenario_engine.vocabulary import (
    Change,
    Drift,
    Effect,
    Intervention,
    Outcome,
    Participant,
    Start,
    Variable,
)
from scenes import PERSONA, effect, outcome, program

if TYPE_CHECKING:
    from scenario_engine.program import Program

CUES = ("A sigh.", "A look.", "")


def spoken(id_: str, *effects: Effect) -> Intervention:
    """Return something that can be said, with its effects."""
    return Intervention(
        id=id_,
        technique="active-listening",
        lines=("One line.", "Another."),
        effects=effects,
    )


def attempt(mood: int, *, wrong: str) -> Intervention:
    """Return what settles things in one mood, and may end badly in the other."""
    return spoken(
        f"try-{mood}",
        effect(outcome(wrong, escalation="=3"), when=f"mood != {mood}"),
        effect(outcome("1", escalation="=0")),
    )


WAIT = spoken("wait", effect(outcome("0.1", composure="-1")))
ASK = spoken(
    "ask",
    *(
        effect(
            attrs.evolve(outcome("0.8"), cue=cue),
            outcome("0.2", escalation="=3"),
            when=f"mood == {mood}",
        )
        for mood, cue in enumerate(("A sigh.", "A look."))
    ),
)


PROBE = spoken(
    "probe",
    *(
        effect(
            attrs.evolve(outcome(sigh), cue="A sigh."),
            attrs.evolve(outcome(look), cue="A look."),
            outcome("0.05", escalation="=3"),
            when=f"mood == {mood}",
        )
        for mood, (sigh, look) in enumerate((("0.6", "0.35"), ("0.35", "0.6")))
    ),
)


def riddle(
    *interventions: Intervention, horizon: int, world: tuple[Drift, ...] = ()
) -> Program:
    """Return a program in which the right choice depends on what is hidden."""
    even = {"0": Decimal("0.5"), "1": Decimal("0.5")}
    return program(
        horizon=horizon,
        participants=(
            Participant(
                id="visitor", persona="visitor", start=Start(escalation=1), visible=()
            ),
        ),
        variables={
            "mood": Variable(range=(0, 1), draw=even),
            "heard": Variable(range=(0, 1), start=1),
        },
        interventions=interventions,
        triggers=(),
        world=world,
        policies=(),
        scoring=(),
    )


GUESS = attempt(0, wrong="0.5"), attempt(1, wrong="0.5")
RISK = attempt(0, wrong="1"), attempt(1, wrong="1")


def riddles(*, horizon: int = 3, moods: int = 3) -> st.SearchStrategy[Program]:
    """
    Strategy for programs with a hidden mood: what helps in one harms in another.

    Asking shows something of the mood, by chance; the mood may turn without a sign.

    Args:
        horizon: Most turns.
        moods: Most moods.
    """
    return _riddles(horizon, moods)


@st.composite
def _riddles(draw: st.DrawFn, horizon: int, moods: int) -> Program:
    count = draw(st.integers(2, moods))
    parts = [draw(st.integers(2, 8)) for _ in range(count - 1)]
    shares = {
        str(mood): Decimal(part) / 20
        for mood, part in enumerate([20 - sum(parts), *parts])
    }
    tries = tuple(draw(_try(mood)) for mood in range(count))
    asks = tuple(draw(_ask(count)) for _ in range(draw(st.integers(0, 1))))
    return program(
        horizon=draw(st.integers(1, horizon)),
        participants=(
            Participant(
                id="visitor",
                persona=PERSONA.id,
                start=Start(escalation=draw(st.integers(1, 2))),
                visible=draw(st.sampled_from([("escalation",), ()])),
            ),
        ),
        variables={
            "mood": Variable(range=(0, count - 1), draw=shares),
            "heard": Variable(range=(0, 1), start=1, visible=draw(st.booleans())),
        },
        interventions=(*tries, *asks),
        triggers=(),
        world=draw(_turning(count)),
        policies=(),
        scoring=(),
    )


@st.composite
def _try(draw: st.DrawFn, mood: int) -> Intervention:
    """Something that helps in one mood."""
    return spoken(
        f"try-{mood}",
        Effect(
            when=parse(f"mood == {mood}"),
            outcomes=(_outcome(draw(_shares), draw(_cues), escalation="-1"),),
        ),
        Effect(outcomes=(_outcome(draw(_shares), draw(_cues), escalation="+1"),)),
    )


@st.composite
def _ask(draw: st.DrawFn, count: int) -> Intervention:
    """Something that changes nothing, but shows a little."""
    return spoken(
        "ask",
        *(
            Effect(
                when=parse(f"mood == {mood}"),
                outcomes=(
                    _outcome(draw(st.integers(1, 10)), CUES[0]),
                    _outcome(draw(st.integers(1, 10)), CUES[1]),
                ),
            )
            for mood in range(count)
        ),
    )


@st.composite
def _turning(draw: st.DrawFn, count: int) -> tuple[Drift, ...]:
    if draw(st.booleans()):
        return ()
    return (
        Drift(
            id="turning",
            when=parse(draw(st.sampled_from(["True", "mood == 0"]))),
            chance=_twentieths(draw(st.integers(1, 8))),
            change={"mood": Change("set", draw(st.integers(0, count - 1)))},
            cue=draw(_cues),
        ),
    )


_shares = st.integers(1, 20)
_cues = st.sampled_from(CUES)


def _outcome(share: int, cue: str, **change: str) -> Outcome:
    return Outcome(
        chance=_twentieths(share),
        change={name: Change.parse(text) for name, text in change.items()},
        cue=cue,
    )


def _twentieths(count: int):
    return number(Decimal(count) / 20)
