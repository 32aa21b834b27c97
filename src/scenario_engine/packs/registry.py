"""All that the loaded packs give, found by id."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import NotFoundError
from scenario_engine.packs.report import PackReport
from scenario_engine.packs.scorer import Scorer
from scenario_engine.program import Program
from scenario_engine.vocabulary import Library

if TYPE_CHECKING:
    from scenario_engine.vocabulary import Scenario


@attrs.frozen
class Registry:
    """
    What `load_packs` found. Never changes, and knows of no other registry.

    Attributes:
        library: All objects of the loaded packs, with scenarios as they were adapted.
        packs: What became of each pack, in the order of packs: the engine's own
            first, then by id.
        programs: For each scenario's id, the program that it lowers to.
        adapted_by: For each scenario that was adapted, the packs that did, in order.
        scorers: For each pack that gives any, its scoring rules in Python.
    """

    library: Library = attrs.field(factory=Library)
    packs: tuple[PackReport, ...] = ()
    programs: Mapping[str, Program] = attrs.field(factory=dict, repr=False)
    adapted_by: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    scorers: Mapping[str, tuple[Scorer, ...]] = attrs.field(factory=dict)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The ids of all scenarios, in order."""
        return tuple(sorted(self.library.scenarios))

    def scenario(self, id_: str) -> Scenario:
        """
        Return the scenario of that id, as the packs have adapted it.

        Raises:
            NotFoundError: If there is none.
        """
        self._check(id_)
        return self.library.scenarios[id_]

    def program(self, id_: str) -> Program:
        """
        Return the program that the scenario of that id lowers to.

        Raises:
            NotFoundError: If there is no such scenario.
        """
        self._check(id_)
        return self.programs[id_]

    def pack(self, id_: str) -> PackReport:
        """
        Return what became of the pack of that id.

        Raises:
            NotFoundError: If none of that id was found.
        """
        for report in self.packs:
            if report.id == id_:
                return report
        raise _not_found("pack", id_, [report.id for report in self.packs])

    def _check(self, id_: str) -> None:
        if id_ not in self.library.scenarios:
            raise _not_found("scenario", id_, self.scenarios)


def _not_found(
    what: str, id_: str, known: list[str] | tuple[str, ...]
) -> NotFoundError:
    close = get_close_matches(id_, known, n=1)
    if close:
        mend = f"Did you mean '{close[0]}'?"
    elif known:
        mend = f"There are {', '.join(known)}."
    else:
        mend = "There is none: no pack that gives one is loaded."
    return NotFoundError(f"No {what} '{id_}'. {mend}")
