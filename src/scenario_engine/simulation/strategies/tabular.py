"""Choose by a table of conditions, the first that holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine.analysis import strategies
from scenario_engine.errors import shorten
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.strategies.intents import action

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.simulation.playing import Playing

KIND = "scenario_engine table"
FORMAT = 1
"""Version of the form of a table, and the newest one that is read."""


@attrs.frozen
class Line:
    """
    One line of a table.

    Attributes:
        when: Values of variables, all of which have to be so.
        choose: The id of an intervention.
    """

    when: Mapping[str, int]
    choose: str


@attrs.frozen
class Tabular:
    """
    Take what the first line says that holds, and whose intervention is offered.

    Where none does, any choice is taken, each as likely. A line that names visible
    variables alone can be followed by a trainee; one that names hidden ones takes
    somebody who knows them.

    Attributes:
        lines: The lines, in order.
        name: What it is called in results; ``table:FILE`` where it was read from one.
    """

    lines: tuple[Line, ...]
    name: str = "table"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            NotFoundError: If the program has no such intervention.
            SimulationError: If it has no such variable.
        """
        return Plan.by(space, self._weights(space))

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()

    def _weights(self, space: StateSpace) -> Floats:
        weights = strategies.uniform(space)
        undecided = space.ending < 0
        owner = space.owner
        for line in self.lines:
            chosen = space.action == action(space.program, line.choose)
            offered = np.bincount(owner, chosen, len(space)) > 0
            here = undecided & offered & self._holds(space, line)
            weights = np.where(here[owner], chosen.astype(np.float64), weights)
            undecided &= ~here
        return weights

    def _holds(self, space: StateSpace, line: Line) -> NDArray[np.bool_]:
        known = [variable.name for variable in space.program.variables]
        holds = np.ones(len(space), dtype=np.bool_)
        for name, value in line.when.items():
            if name not in known:
                raise SimulationError(
                    f"{self.name}: '{space.program.id}' has no variable '{name}'. "
                    f"There are {', '.join(known)}."
                )
            holds &= space.packing.column(space.codes, known.index(name)) == value
        return holds


def read(text: str, name: str) -> Tabular:
    """
    Return the table that *text* holds, as JSON.

    Args:
        text: ``{"kind": "scenario_engine table", "format": 1, "lines": [{"when":
            {"variable": 1}, "choose": "intervention"}]}``.
        name: What it is called.

    Raises:
        SimulationError: With everything that is wrong with it.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SimulationError(f"{name}: no JSON ({shorten(str(error))}).") from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise SimulationError(f'{name}: no table: its kind is not "{KIND}".')
    if data.get("format") != FORMAT or type(data["format"]) is not int:
        raise SimulationError(
            f"{name}: its format is {shorten(repr(data.get('format')))}; this version "
            f"reads {FORMAT}."
        )
    lines = data.get("lines")
    if not isinstance(lines, list) or set(data) != {"kind", "format", "lines"}:
        raise SimulationError(f"{name}: it has kind, format, and a list of lines.")
    said = ((number, _wrong(each)) for number, each in enumerate(lines))
    faults = [f"line {number}: {what}" for number, what in said if what]
    if faults:
        raise SimulationError(f"{name}:\n  " + "\n  ".join(faults))
    return Tabular(tuple(Line(each["when"], each["choose"]) for each in lines), name)


def _wrong(line: Any) -> str:
    """Say what is wrong with a line; nothing if it is fine."""
    if not isinstance(line, dict) or set(line) != {"when", "choose"}:
        return "it has `when` and `choose`, and nothing else"
    when, choose = line["when"], line["choose"]
    if not isinstance(when, dict) or any(type(v) is not int for v in when.values()):
        return "`when` gives whole numbers for names of variables"
    return "" if isinstance(choose, str) else "`choose` is the id of an intervention"
