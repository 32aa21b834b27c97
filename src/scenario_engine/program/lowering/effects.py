"""Effects to cases: guards, chances with their reasons, and changes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import (
    Expression,
    Negation,
    Number,
    number,
    to_text,
)
from scenario_engine.program import ir
from scenario_engine.program.lowering.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenario_engine.program.lowering.scope import Scope
    from scenario_engine.vocabulary import Change, Effect, Outcome, Reason

    Span = tuple[Decimal, Decimal]
    """The least and the most that a number may be."""


@attrs.frozen
class Place:
    """
    Where an object of the scenario stands, and what its chances rest on.

    Attributes:
        scene: The scene.
        pack: The pack that the object comes from.
        path: Its path in the file.
        evidence: Its own default evidence.
    """

    scene: Scene
    pack: str
    path: str
    evidence: str | None = None

    def at(self, *steps: str) -> Place:
        """Return the place further down the path."""
        return attrs.evolve(self, path=" > ".join((self.path, *steps)))

    @property
    def origin(self) -> ir.Origin:
        """The origin of a command that comes from here."""
        return ir.Origin(self.pack, f"scenario '{self.scene.scenario.id}'", self.path)


def cases(effects: Iterable[Effect], scope: Scope, place: Place) -> tuple[ir.Case, ...]:
    """Lower effects, in order, to cases."""
    return tuple(
        _case(effect, scope, place.at(f"effect {position}"))
        for position, effect in enumerate(effects, 1)
    )


def _case(effect: Effect, scope: Scope, place: Place) -> ir.Case:
    return ir.Case(
        guard=scope.guard(effect.when, f"{place.path} > when"),
        outcomes=tuple(
            outcome(entry, scope, place.at(f"outcome {position}"))
            for position, entry in enumerate(effect.outcomes, 1)
        ),
        origin=place.origin,
    )


def outcome(entry: Outcome, scope: Scope, place: Place) -> ir.Outcome:
    """Lower one outcome."""
    return ir.Outcome(
        chance=chance(
            entry.chance,
            entry.reasons,
            entry.evidence,
            scope,
            place,
            may_be=entry.range,
        ),
        changes=changes(entry.change, scope, place),
        cue=entry.cue,
        origin=place.origin,
    )


def chance(
    base: Expression,
    reasons: Iterable[Reason],
    evidence: str | None,
    scope: Scope,
    place: Place,
    field: str = "chance",
    may_be: Span | None = None,
) -> ir.Chance:
    """Lower a chance with its reasons, and find the evidence it rests on."""
    return ir.Chance(
        base=scope.number(base, f"{place.path} > {field}"),
        reasons=tuple(
            _reason(entry, scope, f"{place.path} > reason {position}")
            for position, entry in enumerate(reasons, 1)
        ),
        evidence=_evidence(evidence, scope, place, field),
        range=_range(may_be, base, scope, place.path),
    )


def _reason(entry: Reason, scope: Scope, path: str) -> ir.Reason:
    return ir.Reason(
        when=scope.guard(entry.when, f"{path} > when"),
        by=scope.number(entry.by, f"{path} > by"),
        why=entry.why,
        range=_range(entry.range, entry.by, scope, path),
    )


def _range(
    given: Span | None, written: Expression, scope: Scope, path: str
) -> tuple[Expression, Expression] | None:
    """Lower where a number may lie, noting where it does not lie there itself."""
    if given is None:
        return None
    low, high = given
    shown, mend = f"[{low}, {high}]", "Widen the range, or change the number"
    if not isinstance(written, Number | Negation):
        problem = "the range of what is no plain number"
        mend = "Take it out, or write a number"
        scope.faults.add(f"{path} > range", shown, problem, mend)
    elif not low <= Decimal(to_text(written)) <= high:
        problem = f"{to_text(written)} lies outside"
        scope.faults.add(f"{path} > range", shown, problem, mend)
    return number(low), number(high)


def _evidence(given: str | None, scope: Scope, place: Place, field: str) -> str:
    """Return the nearest evidence given, noting where there is none."""
    found = given or place.evidence or place.scene.scenario.evidence
    if found is None:
        scope.faults.add(
            f"{place.path} > {field}",
            "",
            "a chance without evidence",
            "Give `evidence` here or at the top of the file: a reference's id, "
            'or "assumption"',
        )
        return ""
    if found not in place.scene.evidence:
        path = f"{place.path} > evidence"
        scope.faults.unknown(path, found, "reference", place.scene.evidence)
    return found


def changes(
    change: Mapping[str, Change], scope: Scope, place: Place
) -> tuple[ir.Change, ...]:
    """Lower what an outcome changes."""
    lowered = []
    for name, entry in change.items():
        variable = scope.variable(name, f"{place.path} > change")
        if variable is not None:
            lowered.append(ir.Change(variable, entry.kind, entry.amount))
    named = [entry.variable for entry in lowered]
    for twice in sorted({name for name in named if named.count(name) > 1}):
        scope.faults.add(
            f"{place.path} > change", twice, "changed twice", "Keep one of the two"
        )
    return tuple(lowered)
