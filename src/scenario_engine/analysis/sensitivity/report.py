"""All that is known about a scenario whose numbers may be off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.sensitivity.advice import Advice, first_advice
from scenario_engine.analysis.sensitivity.parameters import WIDTHS, Widths
from scenario_engine.analysis.sensitivity.robust import Range, robust_range
from scenario_engine.analysis.sensitivity.table import TOP, Swing, swings
from scenario_engine.analysis.sensitivity.unfolding import unfold
from scenario_engine.program import EXPERT
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis.budget import Budget
    from scenario_engine.program import Program, Trainee


@attrs.frozen
class Sensitivity:
    """
    What the best value and the advice owe to numbers that nobody has measured.

    Attributes:
        scenario: The scenario's id.
        kind: The kind of ending whose chance is meant.
        parameters: How many estimated numbers there are.
        widths: How far they may be off.
        range: Where the best value can lie.
        swings: The parameters that move it most, the greatest first.
        advice: For each way to begin, whether the first choice stays the best.
    """

    scenario: str
    kind: str
    parameters: int
    widths: Widths
    range: Range
    swings: tuple[Swing, ...]
    advice: tuple[Advice, ...]


def sensitivity(
    program: Program,
    trainee: Trainee = EXPERT,
    *,
    kind: str = GOAL,
    widths: Widths = WIDTHS,
    top: int = TOP,
    budget: Budget | None = None,
) -> Sensitivity:
    """
    Tell how far the exact answers of *program* can be off because its numbers are.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        kind: ``goal``, ``harm`` or ``neutral``.
        widths: How far numbers may be off, by their evidence.
        top: How many parameters to show.
        budget: Limits on states, branches and seconds.

    Raises:
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none in some state.
    """
    unfolded = unfold(program, trainee, widths=widths, budget=budget)
    return Sensitivity(
        scenario=program.id,
        kind=kind,
        parameters=len(unfolded.parameters),
        widths=widths,
        range=robust_range(unfolded, kind),
        swings=swings(unfolded, kind, top),
        advice=first_advice(unfolded, kind),
    )
