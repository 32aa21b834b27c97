"""Whether every id that a shared object mentions is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.packs.shell.kinds import WORDS
from scenario_engine.program.lowering.faults import Faults
from scenario_engine.vocabulary import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenario_engine.errors import Fault
    from scenario_engine.packs.shell.contribution import Contribution
    from scenario_engine.vocabulary import Effect, Library

Mention = tuple[str, str, str]
"""A field's path, the kind of object that it mentions, and the id."""

SCORING = frozenset({"scoring_rules", "scorers"})
"""What awards points to an item of an instrument."""


def unknown(contribution: Contribution, library: Library) -> Iterator[Fault]:
    """
    Yield a fault for every id that is not in *library*.

    Scenarios are left out: lowering finds theirs.
    """
    scorers = (("scorers", entry) for entry in contribution.scorers)
    for kind, entry in (*contribution, *scorers):
        faults = Faults(contribution.pack)
        for path, mentioned, id_ in _mentions(kind, entry):
            known = set(getattr(library, mentioned))
            if mentioned == "references":
                known.add(ASSUMPTION)
            if id_ not in known:
                faults.unknown(path, id_, WORDS[mentioned], known)
        if kind in SCORING and entry.instrument in library.instruments:
            items = {item.id for item in library.instruments[entry.instrument].items}
            if entry.item not in items:
                what = f"item of '{entry.instrument}'"
                faults.unknown("item", entry.item, what, items)
        for fault in faults.found:
            yield contribution.at(kind, entry.id, fault)


def _mentions(kind: str, entry: Any) -> Iterator[Mention]:
    """Yield all that *entry* mentions by id."""
    if kind == "techniques":
        yield from (("sources", "references", id_) for id_ in entry.sources)
    elif kind in {"ladders", "instruments"}:
        yield "source", "references", entry.source
    elif kind == "personas":
        yield "ladder", "ladders", entry.ladder
        yield from (("triggers", "triggers", id_) for id_ in entry.triggers)
        for name, id_ in entry.unequal.items():
            yield f"unequal > {name}", "references", id_
    elif kind == "triggers":
        yield from _evidence("evidence", entry.evidence)
    elif kind == "interventions":
        yield "technique", "techniques", entry.technique
        yield from _evidence("evidence", entry.evidence)
        yield from _of_effects("", entry.effects)
        yield from _of_effects("poorly > ", entry.poorly)
    elif kind in SCORING:
        yield "instrument", "instruments", entry.instrument
        scenarios = entry.scenarios if kind == "scorers" else ()
        yield from (("scenarios", "scenarios", id_) for id_ in scenarios)


def _of_effects(path: str, effects: Iterable[Effect]) -> Iterator[Mention]:
    for position, effect in enumerate(effects, 1):
        for number, outcome in enumerate(effect.outcomes, 1):
            here = f"{path}effect {position} > outcome {number} > evidence"
            yield from _evidence(here, outcome.evidence)


def _evidence(path: str, given: str | None) -> Iterator[Mention]:
    if given is not None:
        yield path, "references", given
