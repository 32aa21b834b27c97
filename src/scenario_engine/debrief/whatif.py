"""What if: the same episode with another choice in one turn, and the same dice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from scenario_engine.analysis import beliefs
from scenario_engine.analysis.observations import Seen
from scenario_engine.debrief.course import Course, course
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.review import Gauge, Option, Review
from scenario_engine.debrief.reviewing import reviewed
from scenario_engine.errors import BudgetError, ChoiceError, SavedError
from scenario_engine.session import Session
from scenario_engine.session.trace import Trace, of_session

if TYPE_CHECKING:
    from scenario_engine.packs import Registry

Then = Literal["advised", "same", "stop"]

ADVISED: Then = "advised"
SAME: Then = "same"
STOP: Then = "stop"
WAYS: tuple[Then, ...] = (ADVISED, SAME, STOP)
"""
How the other course goes on after the changed turn.

``advised``: by fair advice, from what was then seen; ``same``: with the trainee's own
later choices, as long as they are offered; ``stop``: not at all.
"""


@attrs.frozen
class WhatIf:
    """
    Two courses of an episode, the same up to one turn and with the same dice.

    The same dice decided both, so the difference is the choice's; but they fell once.
    What the choices are worth on average is in the options.

    Attributes:
        turn: The number of the changed turn, from 1.
        before: How things looked before it.
        chosen: What was chosen.
        instead: What is tried instead.
        played: The episode as it was played.
        other: The episode as it would have gone.
        then: How it went on after the changed turn.
        note: Why it stopped before the end; empty where it did not.
    """

    turn: int
    before: Gauge
    chosen: Option
    instead: Option
    played: Review
    other: Review
    then: Then
    note: str = ""

    @property
    def gain(self) -> float | None:
        """How much more the other choice is worth (fair); None if not evaluable."""
        if self.chosen.value is None or self.instead.value is None:
            return None
        return self.instead.value - self.chosen.value


@attrs.frozen
class Offered:
    """
    What can be tried, with nothing told of what it is worth.

    Attributes:
        id: The intervention's id.
        line: What can be said.
    """

    id: str
    line: str


@attrs.frozen(eq=False)
class Retry:
    """
    A turn to try again; what choices are worth stays hidden until one is tried.

    Attributes:
        turn: Its number, from 1.
        before: How things looked, without what they were worth.
        cues: What had just been seen and heard.
        options: What could be chosen.
    """

    turn: int
    before: Gauge
    cues: tuple[str, ...]
    options: tuple[Offered, ...]
    _trace: Trace
    _knowing: Knowing

    def tried(self, choice: str, then: Then = ADVISED) -> WhatIf:
        """
        Try *choice*, and return what it leads to and what each choice was worth.

        Raises:
            ChoiceError: If it is not offered.
        """
        return whatif(self._trace, self.turn, choice, self._knowing, then)


def whatif(
    trace: Trace,
    turn: int,
    choice: str,
    source: Registry | Knowing,
    then: Then = ADVISED,
) -> WhatIf:
    """
    Replay an episode up to a turn, take another choice there, and go on.

    Args:
        trace: The episode; it must have recorded its dice.
        turn: The number of the turn, from 1.
        choice: What is chosen in it instead.
        source: Where its scenario is, as for `review`.
        then: How it goes on afterwards.

    Raises:
        ChoiceError: If there is no such turn, or the choice is not offered in it.
        SavedError: If the trace has no dice, or is refused as `review` refuses it.
        BudgetError: If nothing can be advised, and *then* asks for advice.
    """
    knowing = source if isinstance(source, Knowing) else Knowing(source)
    played = course(trace, knowing.of(trace))
    _check(trace, turn)
    session = _replayed(played, turn - 1).step(choice)
    session, note = _onwards(played, session, turn, choice, then)
    other = of_session(session, strategy=then, personas=trace.personas)
    was = reviewed(played, knowing.registry)
    here = was.turns[turn - 1]
    options = {option.id: option for option in here.options}
    would = reviewed(course(other, knowing.of(other)), knowing.registry)
    return WhatIf(
        turn=turn,
        before=here.before,
        chosen=options[here.choice],
        instead=would.turns[turn - 1].chosen,
        played=was,
        other=would,
        then=then,
        note=note,
    )


def retry(trace: Trace, source: Registry | Knowing, turn: int | None = None) -> Retry:
    """
    Return a turn to try again: by default, that in which most was given away.

    Args:
        trace: The episode; it must have recorded its dice.
        source: Where its scenario is, as for `review`.
        turn: The number of the turn, from 1.

    Raises:
        ChoiceError: If there is no such turn; or none was named, and nothing worth a
            mark was given away in any.
        SavedError: As `whatif` does.
    """
    knowing = source if isinstance(source, Knowing) else Knowing(source)
    found = reviewed(course(trace, knowing.of(trace)), knowing.registry)
    if turn is None:
        if found.next_time is None:
            raise ChoiceError(
                "No turn gave away anything worth a mark, so there is none to try "
                "again. Name a turn."
            )
        turn = found.next_time.turn
    _check(trace, turn)
    here = found.turns[turn - 1]
    return Retry(
        turn=turn,
        before=attrs.evolve(here.before, value=None),
        cues=trace.moments[turn - 1].observation.cues,
        options=tuple(Offered(option.id, option.line) for option in here.options),
        trace=trace,
        knowing=knowing,
    )


def _check(trace: Trace, turn: int) -> None:
    if not 1 <= turn <= trace.turns:
        raise ChoiceError(
            f"There is no turn {turn}: the episode has {trace.turns}. "
            f"Name one from 1 to {trace.turns}."
            if trace.turns
            else "The episode has no turn yet, so there is none to change."
        )
    if trace.dice is None:
        raise SavedError(
            "The trace has no dice (`seed` and `episode`), so nobody can tell how it "
            "would have gone on with the same luck. What each choice was worth on "
            "average is in its review."
        )


def _replayed(played: Course, turns: int) -> Session:
    dice = played.trace.dice
    assert dice is not None
    session = Session.begin(played.known.tables, seed=dice.seed, episode=dice.episode)
    for choice in played.trace.choices[:turns]:
        session = session.step(choice)
    return session


def _onwards(
    played: Course, session: Session, turn: int, choice: str, then: Then
) -> tuple[Session, str]:
    """Go on after the changed turn; return where it ends, and why before the end."""
    if then == STOP:
        return session, ""
    if then == SAME:
        for later in played.trace.choices[turn:]:
            if session.ending is not None:
                return session, ""
            if later not in {offered.id for offered in session.choices}:
                return session, f"'{later}' could not be chosen any more"
            session = session.step(later)
        is_short = session.ending is None and played.ending is not None
        return session, "there was no later choice to take" if is_short else ""
    return _advised(played, session, turn, choice), ""


def _advised(played: Course, session: Session, turn: int, choice: str) -> Session:
    adviser = played.worth.adviser if played.worth else None
    if adviser is None or played.advised is None:
        raise BudgetError(
            f"Nothing can be advised: {played.note}. Go on another way: "
            f"{SAME} or {STOP}."
        )
    belief = played.advised[turn - 1].belief
    while True:
        belief = beliefs.after(belief, choice, Seen.of(session.observation))
        if session.ending is not None:
            return session
        choice = adviser.advice(belief).advised
        session = session.step(choice)
