"""Who plays the parts: this process, processes of this machine, or any executor."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING

from scenario_engine.simulation.running import orders
from scenario_engine.simulation.running.faults import BatchError
from scenario_engine.simulation.running.orders import Failed, Made

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from scenario_engine.simulation.running.orders import Order
    from scenario_engine.simulation.running.plans import Part

Sent = Future[Made | Failed]

_FORK = "fork"
_GRACE = 2.0
"""For how many seconds workers may end by themselves."""


class Team:
    """
    Workers of one batch, who can be replaced where they die or hang.

    Args:
        start: Makes an executor. It is asked again for another one where workers were
            lost.
        workers: How many parts are played at the same time.
        is_shared: Whether the executor is somebody else's: then it is not shut down.
    """

    def __init__(
        self, start: Callable[[], Executor], workers: int, *, is_shared: bool = False
    ) -> None:
        self._start = start
        self._executor: Executor | None = None
        self._is_shared = is_shared
        self.workers = workers

    @classmethod
    def of(cls, workers: Workers | None) -> Team:
        """
        Return a team.

        Args:
            workers: How many processes on this machine, 1 being this process alone; as
                many as it has cores where it is not given. Or an executor of your own,
                which stays yours; or what makes one, so that a broken one can be
                replaced; or a team.

        Raises:
            BatchError: If that is no team.
        """
        if isinstance(workers, Team):
            return workers
        if workers is None:
            workers = cores()
        if isinstance(workers, Executor):
            executor = workers
            return cls(lambda: executor, _size(executor), is_shared=True)
        if callable(workers):
            return cls(workers, cores())
        if type(workers) is not int or workers < 1:
            raise BatchError(
                f"workers is {workers!r}. Give a whole number from 1, or an executor."
            )
        if workers == 1:
            return cls(Here, 1)
        return cls(partial(processes, workers), workers)

    @property
    def is_here(self) -> bool:
        """Whether it is this process, which sends nothing and cannot be replaced."""
        return self._start is Here

    def submit(self, order: Order, part: Part) -> Sent:
        """Have a part played; what cannot be handed out comes back as an error."""
        work = orders.play if self.is_here else orders.sent
        try:
            if self._executor is None:
                self._executor = self._start()
            return self._executor.submit(work, order, part.first, part.episodes)
        # Executors have errors of their own; each is that of the part.
        except Exception as error:
            failed: Sent = Future()
            failed.set_exception(error)
            return failed

    def replace(self) -> None:
        """
        Let these workers go, and have others from now on.

        Raises:
            BatchError: If they are those of an executor that cannot be replaced.
        """
        if self._is_shared:
            if _is_broken(self._executor):
                raise BatchError(
                    "The executor broke: a worker of it died. Give a function that "
                    "makes an executor, and another one is made where one breaks."
                )
            return
        self.close(now=True)

    def close(self, *, now: bool = False) -> None:
        """
        Let the workers go.

        Args:
            now: Whether not to wait for what they are playing.
        """
        executor, self._executor = self._executor, None
        if executor is None or self._is_shared:
            return
        if isinstance(executor, ProcessPoolExecutor):
            _end(executor, 0.0 if now else _GRACE)
        else:
            # Not every executor can be told more.
            executor.shutdown(wait=not now)


class Here(Executor):
    """An executor that is the process itself: a part is played as it is submitted."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Call *fn* at once."""
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def processes(workers: int) -> ProcessPoolExecutor:
    """Return so many processes on this machine."""
    return ProcessPoolExecutor(workers, context(), initializer=_begin)


def context() -> BaseContext:
    """
    Return how processes are started.

    A copy of this process starts fastest; but where other threads run, it may hang.
    """
    methods = multiprocessing.get_all_start_methods()
    if _FORK in methods and threading.active_count() == 1:
        return multiprocessing.get_context(_FORK)
    return multiprocessing.get_context("forkserver" if _FORK in methods else "spawn")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Leave Ctrl-C, which every process of a terminal gets, to the one in charge."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _size(executor: Executor) -> int:
    """Return how many parts *executor* plays at the same time, as far as it says."""
    found = getattr(executor, "_max_workers", None)
    return found if isinstance(found, int) and found > 0 else cores()


def _is_broken(executor: Executor | None) -> bool:
    if executor is None:
        return False
    try:
        executor.submit(os.getpid).cancel()
    except (BrokenExecutor, RuntimeError):
        return True
    return False


def _end(pool: ProcessPoolExecutor, grace: float) -> None:
    """
    End the processes of *pool*: kill those that have not ended after *grace* seconds.

    To wait for all of them, as `shutdown` does, may be for ever: one that was killed
    while it looked for work leaves the others locked out.
    """
    left = {process.sentinel: process for process in (pool._processes or {}).values()}
    manager = getattr(pool, "_executor_manager_thread", None)
    pool.shutdown(wait=False, cancel_futures=True)
    until = monotonic() + grace
    while left and (ended := wait(list(left), max(0.0, until - monotonic()))):
        for sentinel in ended:
            del left[sentinel]  # type: ignore[arg-type]
    for process in left.values():
        process.kill()
    if manager is not None:
        manager.join(_GRACE)


Workers = int | Executor | Callable[[], Executor] | Team
"""Whatever `Team.of` makes a team of."""
