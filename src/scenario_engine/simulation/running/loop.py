"""Parts handed out and taken back in order, whatever becomes of the workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from scenario_engine.simulation.running.orders import Failed, Made, Order
from scenario_engine.simulation.running.plans import Part
from scenario_engine.simulation.running.teams import Sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenario_engine.simulation.running.teams import Team

Outcome = Made | Failed

DIED, HUNG = "a worker died of it", "a worker hung"


@attrs.frozen(eq=False)
class Handling:
    """
    How parts are handled.

    Attributes:
        order: Returns what the workers are told of a part.
        wrong: Says what is wrong with what was made of a part, if something is.
        known: Returns what was made of a part before, or None.
        is_wanted: Tells whether a part is still wanted.
        tries: How often a part is tried.
        patience: Seconds without anything coming back that mean that workers hang.
    """

    order: Callable[[Part], Order]
    wrong: Callable[[Part, object], str]
    known: Callable[[Part], Made | None]
    is_wanted: Callable[[Part], bool]
    tries: int
    patience: float | None


@attrs.define(eq=False)
class _Flight:
    """A part on its way."""

    part: Part
    future: Sent | None = None
    verdict: Outcome | None = None
    tries: int = 0
    is_suspect: bool = False


class Loop:
    """
    One batch on its way.

    So many parts are out at the same time that no worker waits, and no more, so that
    memory stays bounded. Where a worker died, nobody knows which of the parts killed
    it: those that were being played are then tried one at a time.

    Args:
        parts: The parts, in order.
        team: Who plays them.
        handling: How they are handled.
    """

    def __init__(self, parts: Iterable[Part], team: Team, handling: Handling) -> None:
        self._parts = iter(parts)
        self._team = team
        self._how = handling
        self._flights: deque[_Flight] = deque()
        self._patience = handling.patience
        self._most = 1 if team.is_here else 2 * team.workers + 2

    def outcomes(self) -> Iterator[tuple[Part, Outcome]]:
        """Yield what became of each part that is still wanted, in order."""
        while True:
            self._drop()
            self._fill()
            if not self._flights:
                return
            head = self._flights[0]
            outcome = head.verdict or self._wait(head)
            if outcome is not None and self._how.is_wanted(head.part):
                self._flights.popleft()
                yield head.part, outcome

    def _drop(self) -> None:
        """Forget parts that are not wanted any more."""
        for flight in list(self._flights):
            if not self._how.is_wanted(flight.part):
                if flight.future is not None:
                    flight.future.cancel()
                self._flights.remove(flight)

    def _fill(self) -> None:
        """Hand out as many parts as may be out."""
        is_careful = any(flight.is_suspect for flight in self._flights)
        room = 0 if is_careful else self._most - len(self._flights)
        wanted = (part for part in self._parts if self._how.is_wanted(part))
        for part in islice(wanted, max(0, room)):
            self._flights.append(_Flight(part, verdict=self._how.known(part)))
        for flight in list(self._flights)[: 1 if is_careful else None]:
            if flight.future is None and flight.verdict is None:
                order = self._how.order(flight.part)
                flight.future = self._team.submit(order, flight.part)

    def _out(self) -> list[_Flight]:
        """Return the parts that are out, in the order in which they were begun."""
        return [
            flight
            for flight in self._flights
            if flight.future is not None and not _has_come(flight.future)
        ]

    def _wait(self, head: _Flight) -> Outcome | None:
        """Wait for *head*; None where it has to be handed out again."""
        assert head.future is not None
        while not head.future.done():
            out = [each.future for each in self._flights if each.future is not None]
            waiting = [future for future in out if not future.done()]
            done, _ = wait(waiting, self._patience, FIRST_COMPLETED)
            if not done:
                self._hung()
                return None
        return self._judged(head, head.future)

    def _judged(self, head: _Flight, future: Sent) -> Outcome | None:
        """Return what came back, if it can be kept."""
        try:
            error = future.exception()
        except CancelledError as cancelled:
            error = cancelled
        if isinstance(error, BrokenExecutor):
            return self._died(head)
        if error is not None:
            return self._again(head, f"{type(error).__name__}: {error}")
        made = future.result()
        if isinstance(made, Failed):
            return made if made.is_final else self._again(head, made.reason, made)
        problem = "" if self._team.is_here else self._how.wrong(head.part, made)
        return self._again(head, problem) if problem else made

    def _again(
        self, flight: _Flight, reason: str, failed: Failed | None = None
    ) -> Failed | None:
        """Have a part tried again, or give it up."""
        flight.tries += 1
        flight.future = None
        if flight.tries < self._how.tries:
            return None
        where = failed.where if failed else ""
        told = f"{reason} (tried {flight.tries} times)"
        flight.verdict = Failed(told, is_final=False, where=where)
        return flight.verdict

    def _died(self, head: _Flight) -> Failed | None:
        """Go on after a worker has died."""
        out = self._out()
        self._recall(out)
        if len(out) == 1:
            return self._again(head, DIED)
        for flight in out[: self._team.workers]:
            flight.is_suspect = True
        return None

    def _hung(self) -> None:
        """Go on after workers have hung: those whose parts were begun first."""
        out = self._out()
        self._recall(out)
        # They may have been slow, and not hung: the next ones are given more time.
        if self._patience is not None:
            self._patience *= 2
        for flight in out[: self._team.workers]:
            self._again(flight, HUNG)

    def _recall(self, out: list[_Flight]) -> None:
        """Take back what is out, and have other workers."""
        for flight in out:
            assert flight.future is not None
            flight.future.cancel()
            flight.future = None
        self._team.replace()


def _has_come(future: Sent) -> bool:
    """Tell whether what a part came to is there."""
    return future.done() and not future.cancelled() and future.exception() is None
