"""Strategies and executors that go wrong, for tests of what a batch makes of them."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.analysis.strategies import uniform
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.simulation.playing import Playing
from scenario_engine.simulation.tables import Tables

if TYPE_CHECKING:
    from scenario_engine.simulation.running.orders import Made


@attrs.frozen
class Plain:
    """Chooses at random, and nothing goes wrong."""

    name: str = "random"

    def ready(self, space):
        return Playing.of(Tables.over(space), uniform(space))


@attrs.frozen
class Mishap(Plain):
    """Goes wrong so many times, in another process than that of the test."""

    folder: Path = Path()
    times: int = 1
    home: int = attrs.field(factory=os.getpid)

    def ready(self, space):
        if os.getpid() != self.home and self._is_due():
            self.happen()
        return super().ready(space)

    def _is_due(self) -> bool:
        """Count this time; tell whether it is one of those."""
        for number in range(self.times):
            try:
                (self.folder / f"mishap-{number}").touch(exist_ok=False)
            except FileExistsError:
                continue
            return True
        return False

    def happen(self) -> None:
        raise NotImplementedError


@attrs.frozen
class Dies(Mishap):
    """The process is killed, as when memory runs out."""

    def happen(self):
        os.kill(os.getpid(), signal.SIGKILL)


@attrs.frozen
class Hangs(Mishap):
    """Nothing comes back."""

    def happen(self):
        time.sleep(600)


class UnpicklableError(Exception):
    """An error that cannot be sent to another process, and cannot say what it is."""

    def __reduce__(self):
        raise TypeError("cannot be pickled")

    def __str__(self):
        raise TypeError("cannot be said")


@attrs.frozen
class Raises(Plain):
    """Raises an error that cannot be sent."""

    def ready(self, space):
        raise UnpicklableError


@attrs.frozen
class Exits(Plain):
    """Wants to end the process."""

    def ready(self, space):
        raise SystemExit(3)


@attrs.frozen
class Refuses(Plain):
    """Refuses, as the engine does."""

    def ready(self, space):
        raise ScenarioEngineError("Nobody can play so here.")


class Garbling(Executor):
    """Processes of which the first so many results of a part are garbage."""

    def __init__(self, garble, times=1):
        self._pool = ProcessPoolExecutor(1)
        self._garble = garble
        self._left = times

    def submit(self, fn, /, *args, **kwargs):
        if self._left:
            self._left -= 1
            return self._pool.submit(garbled, self._garble, fn, *args)
        return self._pool.submit(fn, *args)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


class Poisoned(ProcessPoolExecutor):
    """Two processes; the part that begins with episode 150 kills the one that plays it."""

    def __init__(self):
        super().__init__(2)

    def submit(self, fn, /, *args, **kwargs):
        return super().submit(die if args[1] == 150 else fn, *args, **kwargs)


def die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def garbled(garble: Any, fn: Any, *args: Any) -> Any:
    """Return what *fn* returns, made garbage of."""
    return garble(fn(*args))


def of_another_part(made: Made) -> Made:
    return attrs.evolve(made, first=made.first + 1)


def with_other_counts(made: Made) -> Made:
    return attrs.evolve(made, counts=made.counts * 2)


def with_flipped_bits(made: Made) -> Made:
    arrays = dict(made.arrays)
    arrays["score"] = arrays["score"].copy()
    arrays["score"][0] += 1
    return attrs.evolve(made, arrays=arrays)


def without_a_column(made: Made) -> Made:
    arrays = {name: array for name, array in made.arrays.items() if name != "score"}
    return attrs.evolve(made, arrays=arrays)


def of_another_type(made: Made) -> Any:
    return {"first": made.first}


def cut_short(made: Made) -> Made:
    arrays = {name: array[:-1] for name, array in made.arrays.items()}
    return attrs.evolve(made, arrays=arrays)


def unheard_of(made: Made) -> Made:
    arrays = {**made.arrays, "kind": made.arrays["kind"] + 100}
    return attrs.evolve(made, arrays=arrays)


GARBAGE = (
    of_another_part,
    with_other_counts,
    with_flipped_bits,
    without_a_column,
    of_another_type,
    cut_short,
    unheard_of,
)
