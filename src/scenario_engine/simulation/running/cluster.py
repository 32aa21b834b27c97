"""A Dask cluster as a team whose workers are restarted where they hang."""

from __future__ import annotations

import os
import signal
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from scenario_engine.simulation.running.teams import Team

if TYPE_CHECKING:
    from concurrent.futures import Executor

_LONGEST_START, _LOOK = 60.0, 0.1
"""For how many seconds workers are waited for, and how often it is looked again."""


def on_dask(client: Any) -> Team:
    """
    Return the workers of a Dask cluster as a team.

    Dask itself gives the work of a worker that died to another one. One that hangs it
    leaves alone; so where a plan has lost its patience, all workers of the cluster are
    killed, and started again by the nannies that they have to have. Whoever shares the
    cluster should know that.

    Args:
        client: A ``distributed.Client``.
    """
    threads = sum(client.nthreads().values())
    return Team(_Executors(client), max(1, threads))


def _kill(dask_worker: Any) -> None:
    """Kill the worker of a nanny, which starts another one."""
    process = dask_worker.process
    # A nanny whose worker is killed while it starts gives up.
    if process is not None and process.status.name == "running":
        os.kill(process.pid, signal.SIGKILL)


class _Executors:
    """Makes executors of a client: every one but the first after a restart."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._is_first = True

    def __call__(self) -> Executor:
        if not self._is_first:
            # `Client.restart` asks them to end, and waits for those who do not.
            before = set(self._client.nthreads())
            self._client.run(_kill, nanny=True)
            until = monotonic() + _LONGEST_START
            while not set(self._client.nthreads()) - before and monotonic() < until:
                sleep(_LOOK)
        self._is_first = False
        # Calls with equal arguments are not one call: each has to be made.
        executor: Executor = self._client.get_executor(pure=False)
        return executor
