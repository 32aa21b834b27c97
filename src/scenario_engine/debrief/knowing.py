"""What is known of a scenario for one trainee: worked out once, and kept."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis import explore, fair, values
from scenario_engine.analysis.fair import Adviser
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.observations import observe
from scenario_engine.analysis.states import StateSpace
from scenario_engine.analysis.values import Values
from scenario_engine.debrief.par import Par, pars
from scenario_engine.errors import BudgetError
from scenario_engine.packs.casting import cast
from scenario_engine.program import digest
from scenario_engine.session.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.packs import Registry
    from scenario_engine.program import Program, Trainee
    from scenario_engine.session.trace import Trace

KEPT = 4
"""How many scenarios are kept where nothing else is said."""


@attrs.frozen(eq=False)
class Worth:
    """
    What play of a scenario is worth, as far as it could be worked out.

    Attributes:
        space: The states, without what does not bear on play.
        values: What they are worth to somebody who knows everything.
        adviser: What choices are worth by what could be seen; None where that would
            cost too much.
        note: Why there is none; empty where there is one.
    """

    space: StateSpace
    values: Values
    adviser: Adviser | None
    note: str = ""


class Known:
    """
    A scenario and one trainee, with whatever was worked out about them already.

    Args:
        program: The program.
        trainee: Whose skill the values are for.
    """

    def __init__(self, program: Program, trainee: Trainee) -> None:
        self.program = program
        self.trainee = trainee
        self.tables = Tables(program, trainee)

    @cached_property
    def worth(self) -> Worth | str:
        """What play is worth, or why that cannot be told."""
        try:
            space = explore(sliced(self.program), self.trainee)
        except BudgetError as error:
            return str(error)
        try:
            adviser = fair.adviser(observe(space, slim=space))
        except BudgetError as error:
            return Worth(space, values.best(space), None, str(error))
        return Worth(space, adviser.full, adviser)

    @cached_property
    def pars(self) -> Mapping[tuple[str, str], Par]:
        """What can be expected of each item, and of the score; empty if unknown."""
        try:
            return pars(explore(self.program, self.trainee))
        except BudgetError:
            return {}


class Knowing:
    """
    What is known of the scenarios of a registry; keep it as long as you review.

    Everything is found by the digest of the program and the trainee's skill: of a
    trace of another version of a scenario nothing that is known is used.

    Args:
        registry: Where scenarios are looked for.
        most: How many are kept; the one that was not asked for longest goes first.
    """

    def __init__(self, registry: Registry, most: int = KEPT) -> None:
        self.registry = registry
        self.most = most
        self._known: OrderedDict[tuple[object, ...], Known] = OrderedDict()
        self._programs: dict[tuple[object, ...], tuple[str, Program]] = {}

    def of(self, trace: Trace) -> Known:
        """
        Return what is known of the scenario of *trace*, for its trainee.

        Raises:
            NotFoundError: If there is no such scenario, participant or persona.
        """
        return self.about(trace.scenario, trace.trainee, trace.personas)

    def about(
        self, scenario: str, trainee: Trainee, personas: Mapping[str, str]
    ) -> Known:
        """
        Return what is known of a scenario, cast with these personas, for a trainee.

        Raises:
            NotFoundError: If there is no such scenario, participant or persona.
        """
        found, program = self._program(scenario, personas)
        skill = tuple(sorted((k, float(v)) for k, v in trainee.skill.items()))
        key = (found, skill, float(trainee.otherwise))
        known = self._known.pop(key, None) or Known(program, trainee)
        self._known[key] = known
        while len(self._known) > self.most:
            self._known.popitem(last=False)
        return known

    def _program(
        self, scenario: str, personas: Mapping[str, str]
    ) -> tuple[str, Program]:
        key = (scenario, *sorted(personas.items()))
        if key not in self._programs:
            program = cast(self.registry, scenario, personas)
            self._programs[key] = (digest(program), program)
        return self._programs[key]
