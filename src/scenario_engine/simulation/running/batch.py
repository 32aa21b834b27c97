"""A batch: cells played part by part, added up, and handed on in order."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.program import dice
from scenario_engine.simulation import compiled
from scenario_engine.simulation.episodes import Episodes
from scenario_engine.simulation.running import orders
from scenario_engine.simulation.running.cells import Cell
from scenario_engine.simulation.running.faults import BatchError, Lost, wrong
from scenario_engine.simulation.running.folders import Folder
from scenario_engine.simulation.running.keeping import Keeper, Kept
from scenario_engine.simulation.running.loop import Handling, Loop
from scenario_engine.simulation.running.orders import Failed, Made, Order
from scenario_engine.simulation.running.plans import Part, Plan
from scenario_engine.simulation.running.teams import Team, Workers, cores
from scenario_engine.simulation.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence


Progress = Callable[[int, int], None]
"""Is told how many episodes are done, of how many."""


MANY = 50_000_000
"""From how many turns on other processes are asked to help."""


@attrs.frozen(eq=False)
class Batch:
    """
    What a batch came to.

    Attributes:
        cells: What was played.
        plan: How.
        totals: For each cell, how its episodes ended, so far as they were played.
        lost: Episodes that could not be played.
        spent: For each cell, the seconds of its playing, without what was made ready.
        is_whole: Whether it was played to its end, and not broken off.
        kept: For each cell, its columns; empty where somebody else kept them.
    """

    cells: tuple[Cell, ...]
    plan: Plan
    totals: tuple[Totals, ...]
    lost: tuple[Lost, ...]
    spent: tuple[float, ...]
    is_whole: bool
    kept: tuple[Episodes, ...] = ()

    @property
    def episodes(self) -> int:
        """How many episodes were played in all."""
        return sum(totals.episodes for totals in self.totals)

    @property
    def seconds(self) -> float:
        """How long it took, without what was made ready."""
        return sum(self.spent)


class Interrupted(KeyboardInterrupt):
    """
    Somebody pressed Ctrl-C.

    Attributes:
        batch: What was finished before.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        super().__init__("interrupted")


def run(
    cells: Cell | Sequence[Cell],
    plan: Plan,
    *,
    workers: Workers | None = None,
    keeper: Keeper | None = None,
    progress: Progress | None = None,
) -> Batch:
    """
    Play a batch.

    What it comes to depends on *cells* and *plan* alone, byte for byte: not on who
    plays, in what parts, on how many machines, or how often workers were lost.

    Args:
        cells: What is played.
        plan: How much of it, and what is kept.
        workers: Who plays, as in `Team.of`: processes on this machine, as many as it
            has cores, where it is not given and there is much to play; any
            `concurrent.futures.Executor`; or what makes one.
        keeper: Takes the columns as they come, so that they need not be held; without
            one they are in the `Batch`.
        progress: Is told of every part.

    Raises:
        BatchError: If it cannot be played.
        ExtraError: If compiled loops are asked for, and not installed here.
        Interrupted: If somebody presses Ctrl-C; it has what was finished.
        ScenarioEngineError: Of a cell, if the plan does not keep going.
    """
    listed = (cells,) if isinstance(cells, Cell) else tuple(cells)
    if not listed:
        raise BatchError("There is no cell to play. Give at least one.")
    for cell in listed:
        dice.check(cell.seed, plan.first)
    if workers is None:
        workers = _usual(listed, plan)
    return _Running(listed, plan, Team.of(workers), keeper, progress).batch()


def _usual(cells: Sequence[Cell], plan: Plan) -> int:
    """Return how many processes pay: a worker needs a second to make itself ready."""
    return cores() if _turns(cells, plan) >= MANY else 1


def _is_compiled(cells: Sequence[Cell], plan: Plan) -> bool:
    """Tell whether compiled loops are to play; refuse it where they are not there."""
    if plan.compiled:
        compiled.loops()
    return compiled.wanted(plan.compiled, _turns(cells, plan))


def _turns(cells: Sequence[Cell], plan: Plan) -> int:
    """Return how many turns there may be."""
    return plan.episodes * sum(cell.program.horizon for cell in cells)


class _Running:
    """One batch on its way."""

    def __init__(
        self,
        cells: tuple[Cell, ...],
        plan: Plan,
        team: Team,
        keeper: Keeper | None,
        progress: Progress | None,
    ) -> None:
        self.cells, self.plan, self.team = cells, plan, team
        self.progress = progress
        how = _is_compiled(cells, plan)
        self.orders = [
            Order.of(each, plan.wanted, plan.names, is_compiled=how) for each in cells
        ]
        self.columns = [
            orders.columns(each.program, plan.wanted, plan.names) for each in cells
        ]
        self.digests = [each.digest for each in cells]
        self.own = Kept(cells, self.columns) if keeper is None else None
        self.keeper = self.own or keeper
        self.counts = [np.zeros(_shape(cell), dtype=np.int64) for cell in cells]
        self.spent = [0.0 for _ in cells]
        self.lost: list[Lost] = []
        self.over: set[int] = set()
        self.loaded: set[Part] = set()
        self.folder = None if plan.folder is None else Folder.opened(plan.folder)

    def batch(self) -> Batch:
        is_whole = False
        try:
            self._play()
            is_whole = True
        except KeyboardInterrupt:
            self.team.close(now=True)
            raise Interrupted(self._result(is_whole=False)) from None
        finally:
            self.team.close(now=not is_whole)
        return self._result(is_whole=True)

    def _play(self) -> None:
        handling = Handling(
            order=lambda part: self.orders[part.cell],
            wrong=self._wrong,
            known=self._known,
            is_wanted=lambda part: part.cell not in self.over,
            tries=self.plan.tries,
            patience=self.plan.patience,
        )
        parts = (
            part for cell in range(len(self.cells)) for part in self.plan.parts(cell)
        )
        before = perf_counter()
        for part, outcome in Loop(parts, self.team, handling).outcomes():
            now = perf_counter()
            readying = outcome.readying if isinstance(outcome, Made) else 0.0
            self.spent[part.cell] += max(0.0, now - before - readying)
            before = now
            if isinstance(outcome, Failed):
                self._lose(part, outcome)
            else:
                self._take(part, outcome)
            self._tell(part)

    def _take(self, part: Part, made: Made) -> None:
        """Add up what a part came to, and hand it on."""
        order = self.orders[part.cell]
        if self.folder is not None and part not in self.loaded:
            told = made.checksum or orders.checksum(made.counts, made.arrays)
            self.folder.save(order, part, made, told)
        self.counts[part.cell] += made.counts
        if made.arrays and self.keeper is not None:
            self.keeper.add(part.cell, made.arrays)
        after = part.first + part.episodes
        until = self.plan.until
        if until is None or not self.plan.may_stop(after):
            return
        if until.is_reached(self._totals(part.cell)):
            self.over.add(part.cell)

    def _lose(self, part: Part, failed: Failed) -> None:
        """Note that a part could not be played; with what is final, its whole cell."""
        cell, rest = self.cells[part.cell], part.episodes
        if failed.is_final:
            self.over.add(part.cell)
            rest = self.plan.end - part.first
        lost = Lost(part.cell, cell.seed, part.first, rest, failed.reason, failed.where)
        if not self.plan.keep_going:
            raise BatchError(failed.reason if failed.is_final else f"{cell}: {lost}")
        self.lost.append(lost)
        if self.keeper is not None:
            self.keeper.lose(lost)

    def _tell(self, part: Part) -> None:
        if self.progress is None:
            return
        each = self.plan.episodes
        done = part.first + part.episodes - self.plan.first
        if part.cell in self.over:
            done = each
        self.progress(part.cell * each + done, each * len(self.cells))

    def _wrong(self, part: Part, made: object) -> str:
        return wrong(
            made,
            self.orders[part.cell],
            part.first,
            part.episodes,
            _shape(self.cells[part.cell]),
            self.columns[part.cell],
        )

    def _known(self, part: Part) -> Made | None:
        """Return what was made of a part before, if it is whole."""
        if self.folder is None:
            return None
        made = self.folder.load(self.orders[part.cell], part)
        if made is None or self._wrong(part, made):
            return None
        self.loaded.add(part)
        return made

    def _totals(self, cell: int) -> Totals:
        program = self.cells[cell].program
        endings = (*program.endings, program.timeout)
        return Totals(
            program.id,
            self.digests[cell],
            self.cells[cell].seed,
            self.plan.first,
            endings,
            self.counts[cell],
        )

    def _result(self, *, is_whole: bool) -> Batch:
        return Batch(
            self.cells,
            self.plan,
            tuple(self._totals(cell) for cell in range(len(self.cells))),
            tuple(self.lost),
            tuple(self.spent),
            is_whole,
            () if self.own is None else tuple(self.own.episodes()),
        )


def _shape(cell: Cell) -> tuple[int, int]:
    """Return the shape of the counts of a cell."""
    return len(cell.program.endings) + 1, cell.program.horizon + 1
