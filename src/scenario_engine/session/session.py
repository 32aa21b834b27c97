"""Live play: an immutable session that a step turns into the next one."""

from __future__ import annotations

from bisect import bisect_right
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import ChoiceError
from scenario_engine.expressions import evaluate
from scenario_engine.program import dice
from scenario_engine.program.interpreter import EXPERT, State
from scenario_engine.session.observation import Choice, Event, Observation
from scenario_engine.session.tables import Landing, Place, Reply, Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.program.ir import Ending, Program, Reward
    from scenario_engine.program.trainee import Trainee

_SCALE = 2.0**-32
_LOW = 0xFFFFFFFF

SILENCE = Reply((), (), (), ())
"""What there is before the first turn."""


@attrs.frozen(eq=False)
class Run:
    """
    What all sessions of one episode share.

    Attributes:
        tables: The program made ready.
        seed, episode: What the dice are keyed with.
        dice: A word for the start and one for each turn.
    """

    tables: Tables
    seed: int
    episode: int
    dice: list[int]


class Session:
    """
    One episode up to some turn. Never changes: `step` returns the next session.

    So a session can be kept, shared between threads, and stepped twice from the same
    turn to ask "what if". It does no input or output and reads no clock.
    """

    __slots__ = ("_choice", "_landing", "_previous", "_reply", "_run", "_turn")

    _turn: int
    _choice: str
    _previous: Session | None
    _run: Run
    _reply: Reply
    _landing: Landing

    @classmethod
    def begin(
        cls,
        program: Program | Tables,
        *,
        seed: int = 0,
        episode: int = 0,
        trainee: Trainee = EXPERT,
    ) -> Session:
        """
        Begin an episode.

        Args:
            program: The program; or `Tables` of it, to share the work of reading it
                between sessions (their trainee then counts).
            seed: In 0..2**64 - 1.
            episode: In 0..2**48 - 1; together with the seed it fixes the dice.
            trainee: Whose skill decides how actions are delivered.

        Raises:
            DiceError: If *seed* or *episode* is out of range.
            ProgramError: If the program cannot be played from its start.
        """
        tables = program if isinstance(program, Tables) else Tables(program, trainee)
        words = dice.words(seed, episode, tables.program.horizon)
        sums, states = tables.starts()
        state = states[bisect_right(sums, dice.start_draw(words[0]))]
        self = object.__new__(cls)
        self._turn = 0
        self._choice = ""
        self._previous = None
        self._run = Run(tables, seed, episode, words)
        self._reply = SILENCE
        self._landing = Landing(tables.place(state), (), ())
        return self

    def step(self, choice: str) -> Session:
        """
        Take one turn.

        Args:
            choice: Id of an intervention that is offered now.

        Returns:
            The session after the turn; this one stays as it is.

        Raises:
            ChoiceError: If *choice* is not offered, or the episode has ended.
            ProgramError: If a chance of the program is none in a state met.
        """
        run, turn = self._run, self._turn + 1
        place = self._landing.place
        if choice not in place.rows or turn >= len(run.dice):
            self._refuse(choice)
        row = place.rows[choice] or run.tables.row(place, choice)
        word = run.dice[turn]
        reply = row.replies[bisect_right(row.running, (word >> 32) * _SCALE)]
        after = object.__new__(Session)
        after._turn = turn
        after._choice = choice
        after._previous = self
        after._run = run
        after._reply = reply
        after._landing = reply.landings[
            bisect_right(reply.running, (word & _LOW) * _SCALE)
        ]
        return after

    @property
    def turn(self) -> int:
        """How many turns have been played."""
        return self._turn

    @property
    def choice(self) -> str:
        """The choice that led here; empty at the start."""
        return self._choice

    @property
    def previous(self) -> Session | None:
        """The session before the last turn, None at the start."""
        return self._previous

    @property
    def tables(self) -> Tables:
        """The program made ready, shared by sessions of one program."""
        return self._run.tables

    @property
    def seed(self) -> int:
        """What the dice are keyed with."""
        return self._run.seed

    @property
    def episode(self) -> int:
        """Which episode of the seed this is."""
        return self._run.episode

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened in the last turn."""
        return self._reply.events + self._landing.events

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen now; empty once the episode has ended."""
        return () if self.ending else self._place.choices

    @property
    def ending(self) -> Ending | None:
        """The ending reached, None while the episode goes on."""
        if self._place.ending is not None:
            return self._place.ending
        is_last = self.turn == len(self._run.dice) - 1
        return self.tables.program.timeout if is_last else None

    @property
    def observation(self) -> Observation:
        """What the trainee may see now."""
        landing, left = self._landing, len(self._run.dice) - 1 - self._turn
        place = landing.place
        ending = place.ending or (None if left else self.tables.program.timeout)
        return Observation(
            self._turn,
            left,
            place.visible,
            place.scene,
            () if ending else place.choices,
            self._reply.cues + landing.cues,
            ending.text if ending else "",
        )

    @property
    def state(self) -> Mapping[str, int]:
        """The value of every variable, hidden ones too: for instructors."""
        return self.tables.interpreter.valuation(self._place.state)

    @property
    def program(self) -> Program:
        """The program that is played."""
        return self.tables.program

    @property
    def taken(self) -> tuple[str, ...]:
        """The choices taken so far, in order."""
        return tuple(session.choice for session in self.history())[1:]

    @property
    def score(self) -> Mapping[tuple[str, str], float]:
        """Points so far, for each (instrument, item) that has been awarded any."""
        points: dict[tuple[str, str], float] = {}
        for session in self.history():
            if session.previous is not None:
                before = session.previous._place
                row = before.rows[session.choice]
                assert row is not None
                self._award(points, row.action.rewards, before.state)
        if self.ending is not None:
            self._award(points, self.ending.rewards, self._place.state)
        return MappingProxyType(points)

    @property
    def broken(self) -> tuple[str, ...]:
        """Ids of the policies broken so far; at the end, also those left undone."""
        over = self.ending is not None
        return tuple(
            monitor.policy
            for monitor in self.program.monitors
            if self.tables.interpreter.holds(
                monitor.broken_at_end if over else monitor.broken, self._place.state
            )
        )

    def history(self) -> Iterator[Session]:
        """Yield the sessions from the start to this one."""
        back: list[Session] = []
        at: Session | None = self
        while at is not None:
            back.append(at)
            at = at.previous
        return reversed(back)

    @property
    def _place(self) -> Place:
        return self._landing.place

    def _award(
        self,
        points: dict[tuple[str, str], float],
        rewards: tuple[Reward, ...],
        state: State,
    ) -> None:
        for reward in rewards:
            awarded = float(evaluate(reward.points, {}))
            if awarded and self.tables.interpreter.holds(reward.guard, state):
                item = (reward.instrument, reward.item)
                points[item] = points.get(item, 0.0) + awarded

    def _refuse(self, choice: str) -> None:
        if self.ending is not None:
            raise ChoiceError(
                f"The episode has ended ({self.ending.id}); there is no choice left. "
                "Begin another session, or step from an earlier one."
            )
        offered = [entry.id for entry in self.choices]
        close = get_close_matches(str(choice), offered, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else ""
        known = any(action.id == choice for action in self.program.actions)
        problem = "cannot be chosen now" if known else "is no intervention here"
        raise ChoiceError(
            f"{choice!r} {problem}. {hint or 'Choose one of ' + ', '.join(offered)}"
            f"{'' if hint else '.'}"
        )
