"""Whether two people who differ on the surface alone are treated alike."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scenario_engine.analysis import values
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.twins import declared, twins
from scenario_engine.analysis.states import explore
from scenario_engine.errors import ProgramError
from scenario_engine.program import digest, from_data, lower, to_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.program import Program
    from scenario_engine.vocabulary import Library, Scenario

NOTHING: Mapping[str, str] = MappingProxyType({})
"""No surface attribute may make a difference."""

APPEARANCE = frozenset(
    {
        "aftercare",
        "content_note",
        "cue",
        "cues",
        "evidence",
        "field",
        "labels",
        "levels",
        "lines",
        "meaning",
        "object",
        "pack",
        "prebrief",
        "role",
        "setting",
        "text",
        "title",
        "voice",
        "why",
    }
)
"""Fields of a program that are read by people and by no rule."""


def unequal(
    scenario: Scenario,
    library: Library,
    pack: str = "",
    cited: Mapping[str, str] = NOTHING,
) -> Iterator[Finding]:
    """
    Yield a finding for each twin of *scenario* that plays differently.

    Args:
        scenario: The scenario.
        library: What the packs have said.
        pack: The pack that the scenario comes from.
        cited: Surface attributes that may make a difference, each with the id of the
            reference that says why, beside those that the personas declare.

    Raises:
        ScenarioError: If the scenario cannot be lowered.
        BudgetError: If two that differ are too large to be compared.
    """
    program = lower(scenario, library, pack)
    known = {*library.references, *(each.id for each in scenario.references)}
    given = {**declared(scenario, library), **cited}
    allowed = {name for name, reference in given.items() if reference in known}
    for twin in twins(scenario, library):
        if not twin.attributes <= allowed:
            other = lower(twin.scenario, twin.library, pack)
            yield from equity(program, other, twin.what)


def equity(
    program: Program, twin: Program, what: str = "With the surface swapped"
) -> Iterator[Finding]:
    """
    Yield a finding if *twin*, the same but for the surface, plays differently.

    A program has no trace of surface attributes: whoever asks lowers the scenario
    twice, with the attributes, the role and the voice of a persona swapped.

    Args:
        program: The program.
        twin: The program of the scenario with surface attributes swapped.
        what: What was swapped, in words.
    """
    if dynamics(program) == dynamics(twin):
        return
    here, there = _best(program), _best(twin)
    how = "not at all" if there is None else f"with {there:.3f}"
    yield Finding(
        "unequal-treatment",
        f"{what} the scenario plays differently: the best play reaches the goal "
        f"{how} instead of {here or 0.0:.3f}",
        abs((there or 0.0) - (here or 0.0)),
        0.0,
        severity=Severity.SERIOUS,
    )


def _best(program: Program) -> float | None:
    """Return the best value; None where a chance of the program is none."""
    try:
        return values.best(explore(program)).start
    except ProgramError:
        return None


def dynamics(program: Program) -> str:
    """Return the digest of all of *program* but its `APPEARANCE`."""
    return digest(from_data(_plain(to_data(program))))


def _plain(data: Any) -> Any:
    """Blank the fields of `APPEARANCE`, however deep."""
    if isinstance(data, dict):
        return {
            name: _blank(value) if name in APPEARANCE else _plain(value)
            for name, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_plain(each) for each in data]
    return data


def _blank(value: Any) -> Any:
    return "" if isinstance(value, str) else []
