"""Cases, outcomes and reasons that never come into play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.packing import Columns
from scenario_engine.analysis.values import TIE
from scenario_engine.expressions import names
from scenario_engine.expressions.arrays import evaluate_array

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.packing import Codes, Packing
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.expressions import Expression
    from scenario_engine.program.ir import Case, Chance, Origin, Outcome

    Mask = NDArray[np.bool_]


def note(code: str, what: str, origin: Origin) -> Finding:
    """Return a note about something in the author's words, with where it stands."""
    return Finding(code, f"{what} ({origin})", 0.0, severity=Severity.NOTE)


def idle_cases(
    packing: Packing, cases: Sequence[Case], codes: Codes
) -> Iterator[Finding]:
    """
    Yield a finding for each part of *cases* that never comes into play.

    Args:
        packing: How states are packed.
        cases: Of which the first that holds applies.
        codes: Every state in which they are looked at; where there is none, nothing is
            found.
    """
    if not len(codes):
        return
    waiting = np.ones(len(codes), dtype=np.bool_)
    columns = Columns(packing, codes)
    for case in cases:
        holds = _holds(case.guard, columns)
        here = np.flatnonzero(waiting & holds)
        waiting &= ~holds
        if not len(here):
            earlier = "an earlier case always holds first"
            why = earlier if holds.any() else "its guard never holds there"
            yield note("case-never-taken", f"A case is never taken: {why}", case.origin)
            continue
        if holds.all() and names(case.guard):
            what = "The guard of a case holds wherever it is looked at"
            yield note("guard-idle", what, case.origin)
        for outcome in case.outcomes:
            yield from _idle_outcome(outcome, columns.at(here))


def _idle_outcome(outcome: Outcome, columns: Columns) -> Iterator[Finding]:
    if _chance(outcome.chance, columns).max() <= TIE:
        what = "An outcome has no chance in any state in which its case applies"
        yield note("outcome-never-comes", what, outcome.origin)
        return
    for number, reason in enumerate(outcome.chance.reasons, 1):
        holds = _holds(reason.when, columns)
        if holds.all() and not names(reason.when):
            continue
        if holds.all() or not holds.any():
            how = "always" if holds.all() else "never"
            what = f"Reason {number} of an outcome, '{reason.why}', {how} holds"
            yield note("guard-idle", what, outcome.origin)


def _chance(chance: Chance, columns: Columns) -> Floats:
    """Return base plus reasons, as they stand in states that play has met."""
    total = np.array(_values(chance.base, columns), dtype=np.float64)
    for reason in chance.reasons:
        rows = np.flatnonzero(_holds(reason.when, columns))
        by = _values(reason.by, columns.at(rows))
        total[rows] += np.asarray(by, dtype=np.float64)
    return total


def _holds(guard: Expression, columns: Columns) -> Mask:
    return np.asarray(_values(guard, columns), dtype=np.bool_)


def _values(expression: Expression, columns: Columns) -> NDArray[np.generic]:
    size = len(columns.codes)
    return np.broadcast_to(evaluate_array(expression, columns, size), (size,))
