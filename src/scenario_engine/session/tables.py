"""A program made ready for live play: each state worked out on its first visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import Fault, ProgramError
from scenario_engine.program.interpreter import EXPERT, Branch, Interpreter, State
from scenario_engine.program.ir import Action, Ending
from scenario_engine.program.saved import digest
from scenario_engine.session.observation import Appearance, Choice, Event

if TYPE_CHECKING:
    from scenario_engine.program.ir import Participant, Program
    from scenario_engine.program.trainee import Trainee


@attrs.frozen(eq=False)
class Landing:
    """
    Where a turn can end.

    Attributes:
        place: The place, where the episode goes on or has ended.
        events: What happened on the way from the response.
        cues: What can be seen or heard of it.
    """

    place: Place
    events: tuple[Event, ...]
    cues: tuple[str, ...]


@attrs.frozen(eq=False)
class Reply:
    """
    One way in which a choice can be responded to.

    Attributes:
        events: What happened.
        cues: What can be seen or heard of it.
        running: Running sums of the chances of *landings*, the last one infinite.
        landings: Where the turn can end.
    """

    events: tuple[Event, ...]
    cues: tuple[str, ...]
    running: Sequence[float]
    landings: tuple[Landing, ...]


@attrs.frozen(eq=False)
class Row:
    """
    What a choice can lead to.

    Attributes:
        action: The program's action.
        running: Running sums of the chances of *replies*, the last one infinite.
        replies: Ways in which it can be responded to.
    """

    action: Action
    running: Sequence[float]
    replies: tuple[Reply, ...]


@attrs.define(eq=False)
class Place:
    """
    A state, with everything that a turn from it needs.

    Attributes:
        state: The state.
        ending: The ending that holds in it, if one does.
        visible: The visible variables with their values.
        scene: How each participant appears.
        choices: What can be chosen.
        rows: What each choice, by id, can lead to; None until it is asked for.
    """

    state: State
    ending: Ending | None
    visible: Mapping[str, int]
    scene: tuple[Appearance, ...]
    choices: tuple[Choice, ...]
    rows: dict[str, Row | None]


class Tables:
    """
    Everything that live play of a program needs, shared by all its sessions.

    It reads the program through the reference interpreter, once for each state and
    choice that play comes to. Sharing it between threads is safe: two of them may
    work the same row out twice, to the same result.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
    """

    def __init__(self, program: Program, trainee: Trainee = EXPERT) -> None:
        self.program = program
        self.trainee = trainee
        self.digest = digest(program)
        self.interpreter = Interpreter(program, trainee)
        self._actions = {action.id: action for action in program.actions}
        self._choices = {action.id: _choice(action) for action in program.actions}
        self._places: dict[State, Place] = {}
        self._landings: dict[State, tuple[Sequence[float], tuple[Landing, ...]]] = {}

    def place(self, state: State) -> Place:
        """Return the place of *state*, the same one each time."""
        found = self._places.get(state)
        if found is None:
            found = self._places.setdefault(state, self._new_place(state))
        return found

    def row(self, place: Place, choice: str) -> Row:
        """Return what *choice*, which *place* offers, can lead to."""
        action = self._actions[choice]
        branches = self.interpreter.response(place.state, action)
        row = Row(
            action, running(branches), tuple(self._reply(branch) for branch in branches)
        )
        place.rows[choice] = row
        return row

    def starts(self) -> tuple[Sequence[float], tuple[State, ...]]:
        """Return running sums of chances, and the states to begin in."""
        branches = self.interpreter.starts()
        return running(branches), tuple(branch.state for branch in branches)

    def _new_place(self, state: State) -> Place:
        ending = self.interpreter.ending(state)
        offered = () if ending else self.interpreter.choices(state)
        if not ending and not offered:
            raise ProgramError([self._silence(state)])
        valuation = self.interpreter.valuation(state)
        return Place(
            state=state,
            ending=ending,
            visible=MappingProxyType(
                {v.name: valuation[v.name] for v in self.program.variables if v.visible}
            ),
            scene=tuple(
                _appearance(person, valuation, self._sees(person))
                for person in self.program.participants
            ),
            choices=tuple(self._choices[action.id] for action in offered),
            rows=dict.fromkeys(action.id for action in offered),
        )

    def _sees(self, person: Participant) -> bool:
        name = f"{person.id}.escalation"
        return any(v.name == name and v.visible for v in self.program.variables)

    def _silence(self, state: State) -> Fault:
        where = ", ".join(
            f"{name} = {value}"
            for name, value in self.interpreter.valuation(state).items()
        )
        return Fault(
            self.program.pack,
            f"scenario '{self.program.id}'",
            "",
            "",
            f"no intervention is available in the state {where}",
            "Make one intervention available there, or end the scenario",
        )

    def _reply(self, branch: Branch) -> Reply:
        events = _events("response", branch)
        if branch.ending is not None:
            last = Landing(self.place(branch.state), (), ())
            return Reply(events, _cues(events), (inf,), (last,))
        sums, landings = self._after(branch.state)
        return Reply(events, _cues(events), sums, landings)

    def _after(self, state: State) -> tuple[Sequence[float], tuple[Landing, ...]]:
        """Return where the world's stages can lead from *state*."""
        found = self._landings.get(state)
        if found is None:
            branches = self.interpreter.world(state)
            landings = tuple(self._landing(branch) for branch in branches)
            found = self._landings.setdefault(state, (running(branches), landings))
        return found

    def _landing(self, branch: Branch) -> Landing:
        events = _events("world", branch)
        return Landing(self.place(branch.state), events, _cues(events))


def running(branches: Sequence[Branch]) -> Sequence[float]:
    """Return the running sums of the chances, the last one infinite."""
    sums = list(accumulate(float(branch.chance) for branch in branches))
    sums[-1] = inf
    return sums


def _events(kind: str, branch: Branch) -> tuple[Event, ...]:
    return tuple(
        Event(kind, outcome.cue, outcome.origin, branch.good)
        for outcome in branch.outcomes
    )


def _cues(events: tuple[Event, ...]) -> tuple[str, ...]:
    return tuple(event.cue for event in events if event.cue)


def _choice(action: Action) -> Choice:
    return Choice(
        action.id, action.technique, action.lines, action.addressee, action.minutes
    )


def _appearance(
    person: Participant, valuation: Mapping[str, int], sees: bool
) -> Appearance:
    if not sees:
        return Appearance(person.id, "", (), ())
    level = valuation[f"{person.id}.escalation"]
    return Appearance(
        person.id,
        person.levels[level],
        person.cues[level],
        person.voice[level] if person.voice else (),
    )
