"""When to stop: when an interval is narrow enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.program.ir import GOAL, HARM, NEUTRAL
from scenario_engine.simulation.running.faults import BatchError

if TYPE_CHECKING:
    from scenario_engine.simulation.totals import Totals

EVERY = 10_000


@attrs.frozen
class Width:
    """
    Stop when the interval for a share is narrow enough.

    It is looked at after each so many episodes, whoever plays them and in whatever
    parts, so that where a run stops depends on the seed alone. An interval at which
    one stops holds the chance a little less often than it says.

    Attributes:
        width: How wide it may be from end to end, in 0..1.
        kind: ``goal``, ``harm`` or ``neutral``: the share that it is about.
        every: After how many episodes it is looked at again.

    Raises:
        BatchError: If nothing would ever be narrow enough, or there is no such kind.
    """

    width: float
    kind: str = GOAL
    every: int = EVERY

    def __attrs_post_init__(self) -> None:
        """Check that it can be reached."""
        if not 0 < self.width < 1:
            raise BatchError(
                f"width is {self.width!r}. Give a number above 0 and below 1."
            )
        if self.kind not in (GOAL, HARM, NEUTRAL):
            raise BatchError(
                f"kind is {self.kind!r}. Write {GOAL}, {HARM} or {NEUTRAL}."
            )
        if type(self.every) is not int or self.every < 1:
            raise BatchError(f"every is {self.every!r}. Give a whole number from 1.")

    def is_reached(self, totals: Totals) -> bool:
        """Tell whether the interval of *totals* is narrow enough."""
        if not totals.episodes:
            return False
        share = totals.share(self.kind)
        return share.high - share.low <= self.width
