"""Programs written out: every state and branch, in exact fractions or in ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis import explore
from scenario_engine.errors import BudgetError
from scenario_engine.interop.explicit.places import Choice, Explicit, Place, write_out
from scenario_engine.interop.explicit.ranges import Range, Ranges
from scenario_engine.interop.explicit.size import least_places
from scenario_engine.interop.explicit.steps import ExactSteps
from scenario_engine.interop.explicit.unfolded import UnfoldedSteps
from scenario_engine.program import EXPERT

if TYPE_CHECKING:
    from scenario_engine.interop.explicit.steps import Steps
    from scenario_engine.program import Program, Trainee

__all__ = ["MOST_PLACES", "Choice", "Explicit", "Place", "Range", "Ranges", "explicit"]

MOST_PLACES = 100_000
"""The budget where none is given."""


def explicit(
    program: Program,
    trainee: Trainee = EXPERT,
    *,
    ranges: Ranges | None = None,
    counts_turns: bool = False,
    most_places: int = MOST_PLACES,
) -> Explicit:
    """
    Write out every state and branch of *program*.

    Args:
        program: The program.
        trainee: Whose skill decides how interventions are delivered. A float skill is
            taken for the fraction that it is.
        ranges: Between what each chance lies, if it is not known. Every step of a turn
            is written out then: delivery, response, each stage of the world.
        counts_turns: Whether the turn is a part of the state, so that the turn limit
            ends the episode. There are many times more states then. Without it the
            limit belongs into the question, in steps.
        most_places: The most states of the result.

    Raises:
        BudgetError: If more can be reached.
        ProgramError: If a chance is none in some state.
    """
    found = least_places(explore(program, trainee), counts_turns=counts_turns)
    if found > most_places:
        raise BudgetError(
            f"{program.id}: written out it has {found} states at least, more than the "
            f"budget of {most_places}. "
            f"{'Do not count turns, or give' if counts_turns else 'Give'} a larger "
            "budget."
        )
    steps: Steps = ExactSteps(program, trainee)
    if ranges:
        steps = UnfoldedSteps(program, trainee, ranges)
    return write_out(program, trainee, steps, most_places, counts_turns=counts_turns)
