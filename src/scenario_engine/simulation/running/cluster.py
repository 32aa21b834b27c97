"""A Dask cluster as a team whose workers are restarted where they hang."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.simulation.running.teams import Team

if TYPE_CHECKING:
    from concurrent.futures import Executor


def on_dask(client: Any) -> Team:
    """
    Return the workers of a Dask cluster as a team.

    Dask itself gives the work of a worker that died to another one. One that hangs it
    leaves alone; so where a plan has lost its patience, all workers of the cluster are
    restarted. Whoever shares the cluster should know that.

    Args:
        client: A ``distributed.Client``.
    """
    threads = sum(client.nthreads().values())
    return Team(_Executors(client), max(1, threads))


class _Executors:
    """Makes executors of a client: every one but the first after a restart."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._is_first = True

    def __call__(self) -> Executor:
        if not self._is_first:
            self._client.restart()
        self._is_first = False
        # Calls with equal arguments are not one call: each has to be made.
        executor: Executor = self._client.get_executor(pure=False)
        return executor
