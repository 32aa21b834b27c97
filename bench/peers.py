"""
The same scenario, played by what else there is.

Each plays episodes of a track under the same strategy, and draws what is chosen, what
follows and what the world does from the same tables, by bisection in lists, as one
writes it in plain Python; the library keeps the state. Gymnasium draws by itself, from
a table with one row for each choice, as its own toy-text worlds do.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

import gymnasium
import numpy as np
from gymnasium.envs.toy_text.utils import categorical_sample
from mesa import Agent, Model
from statemachine import State, StateMachine
from transitions import Machine

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.simulation.cuts import Cuts
    from scenario_engine.simulation.tracks import Track

Rows = list[tuple[list[int], list[int]]]


class Scene:
    """A track in lists."""

    def __init__(self, track: Track) -> None:
        self.horizon = track.horizon
        self.start = listed(track.start)[0]
        self.ways = [listed(cuts) for cuts in track.ways]
        self.response, self.world = listed(track.response), listed(track.world)
        self.row, self.ending = track.row.tolist(), track.ending.tolist()
        self.random = Random(5).getrandbits

    def begin(self) -> int:
        """Draw where an episode begins."""
        return self._drawn(self.start)

    def chosen(self, place: int, turn: int) -> int:
        """Draw what is chosen."""
        left = self.horizon - turn + 1 if len(self.ways) > 1 else 0
        return self._drawn(self.ways[left][self.row[place]])

    def after(self, place: int, turn: int) -> int:
        """Draw the place that a turn leads to."""
        choice = self.chosen(place, turn)
        return self._drawn(self.world[self._drawn(self.response[choice])])

    def _drawn(self, row: tuple[list[int], list[int]]) -> int:
        cut, target = row
        if len(cut) == 1:
            return target[0]
        return target[bisect_left(cut, self.random(32))]


def listed(cuts: Cuts) -> Rows:
    """Return the cuts and targets of each row."""
    cut, target, pointer = cuts.cut.tolist(), cuts.target.tolist(), cuts.pointer
    ends = zip(pointer[:-1].tolist(), pointer[1:].tolist(), strict=True)
    return [(cut[begin:end], target[begin:end]) for begin, end in ends]


def played(scene: Scene, episodes: int, turn_of: Callable[[int, int], int]) -> int:
    """Play episodes; return how many turns they had."""
    turns = 0
    for _ in range(episodes):
        place = scene.begin()
        for turn in range(1, scene.horizon + 1):
            place = turn_of(place, turn)
            turns += 1
            if scene.ending[place] >= 0:
                break
    return turns


class Door:
    """A model with one trigger."""

    go: Any


class TwoStates(StateMachine):  # type: ignore[misc]
    """A machine that goes to and fro."""

    one = State(initial=True)
    other = State()
    go = one.to(other) | other.to(one)


def machine() -> Door:
    """Return a model of `transitions` that goes to and fro."""
    door = Door()
    made = Machine(door, states=["one", "other"], initial="one")
    made.add_transition("go", "one", "other")
    made.add_transition("go", "other", "one")
    return door


def bare_transitions(count: int) -> int:
    """Pull a trigger of `transitions` that does nothing else."""
    door = machine()
    for _ in range(count):
        door.go()
    return count


def bare_statemachine(count: int) -> int:
    """Send an event of `python-statemachine` that does nothing else."""
    two = TwoStates()
    for _ in range(count):
        two.send("go")
    return count


def transitions(scene: Scene, episodes: int) -> int:
    """Draw each turn, and pull a trigger of `transitions` for it."""
    door = machine()

    def turn_of(place: int, turn: int) -> int:
        door.go()
        return scene.after(place, turn)

    return played(scene, episodes, turn_of)


def statemachine(scene: Scene, episodes: int) -> int:
    """Draw each turn, and send an event of `python-statemachine` for it."""
    two = TwoStates()

    def turn_of(place: int, turn: int) -> int:
        two.send("go")
        return scene.after(place, turn)

    return played(scene, episodes, turn_of)


class Episode(Agent):  # type: ignore[misc]
    """An episode, as an agent of Mesa."""

    def __init__(self, model: Episodes) -> None:
        super().__init__(model)
        self.place = model.scene.begin()

    def step(self) -> None:
        """Have a turn; the last one takes it off."""
        scene = self.model.scene
        self.model.turns += 1
        self.place = scene.after(self.place, self.model.now)
        if scene.ending[self.place] >= 0:
            self.remove()


class Episodes(Model):  # type: ignore[misc]
    """Episodes side by side, as a model of Mesa."""

    def __init__(self, scene: Scene, episodes: int) -> None:
        super().__init__(rng=5)
        self.scene, self.turns, self.now = scene, 0, 0
        for _ in range(episodes):
            Episode(self)

    def step(self) -> None:
        """Let all that go on have a turn."""
        self.now += 1
        self.agents.do("step")


def mesa(scene: Scene, episodes: int) -> int:
    """Play episodes in Mesa, one agent each."""
    model = Episodes(scene, episodes)
    for _ in range(scene.horizon):
        model.step()
    return model.turns


class Table(gymnasium.Env[Any, Any]):  # type: ignore[misc]
    """A world of Gymnasium that goes by a table, as its toy texts do."""

    def __init__(self, scene: Scene) -> None:
        self.observation_space = gymnasium.spaces.Discrete(len(scene.ending))
        self.action_space = gymnasium.spaces.Discrete(len(scene.response))
        self._scene, self._rows = scene, [_joint(scene, c) for c in scene.response]
        self._place = 0

    def reset(self, **_: Any) -> tuple[int, dict[str, Any]]:
        """Begin an episode."""
        self._place = self._scene.begin()
        return self._place, {}

    def step(self, action: int) -> tuple[int, float, bool, bool, dict[str, Any]]:
        """Have a turn."""
        row = self._rows[action]
        chance, place, over = row[
            categorical_sample([r[0] for r in row], self.np_random)
        ]
        self._place = place
        return place, 0.0, over, False, {"prob": chance}


def _joint(
    scene: Scene, choice: tuple[list[int], list[int]]
) -> list[tuple[float, int, bool]]:
    """Return what follows a choice: chance, place, whether it is over."""
    found: dict[int, float] = {}
    for chance, situation in _chances(choice):
        for then, place in _chances(scene.world[situation]):
            found[place] = found.get(place, 0.0) + chance * then
    return [
        (chance, place, scene.ending[place] >= 0) for place, chance in found.items()
    ]


def _chances(row: tuple[list[int], list[int]]) -> list[tuple[float, int]]:
    shares = np.diff(row[0], prepend=-1) / 2**32
    return list(zip(shares.tolist(), row[1], strict=True))


def gym(scene: Scene, world: Table, episodes: int) -> int:
    """Play episodes in Gymnasium."""
    turns = 0
    for _ in range(episodes):
        place, _ = world.reset()
        for turn in range(1, scene.horizon + 1):
            place, _, over, _, _ = world.step(scene.chosen(place, turn))
            turns += 1
            if over:
                break
    return turns


def peers(track: Track) -> dict[str, Callable[[int], int]]:
    """Return what plays so many episodes of *track*, and tells how many turns."""
    scene = Scene(track)
    return {
        "transitions": partial(transitions, scene),
        "python-statemachine": partial(statemachine, scene),
        "Mesa": partial(mesa, scene),
        "Gymnasium": partial(gym, scene, Table(scene)),
    }
