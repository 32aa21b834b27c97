"""What names mean in the expressions of one object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import (
    Comparison,
    Conditional,
    Expression,
    Name,
    Number,
    Text,
    Type,
    fold,
    number,
    problems,
    substitute,
)
from scenario_engine.program.lowering.faults import Faults

if TYPE_CHECKING:
    from scenario_engine.program.lowering.scene import Role, Scene

Symbols = Mapping[str, frozenset[str]]


@attrs.frozen
class Scope:
    """
    The names that expressions may use, and what each becomes in the program.

    Attributes:
        meanings: For each name as it is written, its program expression.
        symbols: For each symbol, the texts that it can be.
        free: Names that stay as they are: ``skill`` in a delivery.
        faults: Where faults are noted.
    """

    meanings: Mapping[str, Expression]
    faults: Faults
    symbols: Symbols = attrs.field(factory=dict)
    free: frozenset[str] = frozenset()

    def of(self, role: Role | None) -> Scope:
        """Return a scope in which unqualified names are those of *role*."""
        if role is None:
            return self
        prefix = f"{role.id}."
        short = {
            name.removeprefix(prefix): meaning
            for name, meaning in self.meanings.items()
            if name.startswith(prefix)
        }
        return attrs.evolve(self, meanings={**short, **self.meanings})

    def with_symbols(self, symbols: Symbols) -> Scope:
        """Return a scope that also knows *symbols*."""
        return attrs.evolve(self, symbols=symbols)

    def with_free(self, name: str) -> Scope:
        """Return a scope in which *name* may stand and stays as it is."""
        return attrs.evolve(self, free=self.free | {name})

    def guard(self, expression: Expression, path: str) -> Expression:
        """Lower a condition."""
        return self._lower(expression, Type.TRUTH, path)

    def number(self, expression: Expression, path: str) -> Expression:
        """Lower a number-valued expression."""
        return self._lower(expression, Type.NUMBER, path)

    def variable(self, name: str, path: str) -> str | None:
        """Return the program variable that *name* means, or note that it is none."""
        meaning = self.meanings.get(name)
        if isinstance(meaning, Name):
            return meaning.name
        known = {n for n, m in self.meanings.items() if isinstance(m, Name)}
        self.faults.unknown(path, name, "variable", known)
        return None

    def _lower(self, expression: Expression, expected: Type, path: str) -> Expression:
        types: dict[str, Type | frozenset[str]] = dict.fromkeys(
            (*self.meanings, *self.free), Type.NUMBER
        )
        types.update(self.symbols)
        found = problems(expression, types, expected)
        for problem in found:
            self.faults.add(path, problem.part, problem.problem, problem.mend)
        if found:
            return Number("0") if expected is Type.NUMBER else expression
        return fold(substitute(expression, self.meanings))


def bind(expression: Expression, symbols: Mapping[str, str]) -> Expression:
    """Give each symbol in *expression* its text, and fold what that decides."""
    texts = {name: Text(text) for name, text in symbols.items()}
    return fold(substitute(expression, texts))


def scene_scope(scene: Scene, faults: Faults) -> Scope:
    """Return the scope of the whole scene, with one participant's names short."""
    meanings: dict[str, Expression] = {
        name: Name(name) for name in ("composure", *scene.scenario.variables)
    }
    for role in scene.roles:
        meanings[f"{role.id}.escalation"] = Name(f"{role.id}.escalation")
        meanings[f"{role.id}.trust"] = Name(f"{role.id}.trust")
        for trait, meaning in _traits(role, faults).items():
            if trait in scene.scenario.variables:
                faults.add(
                    f"variables > {trait}",
                    trait,
                    f"the name of a trait of '{role.id}' too",
                    "Rename the variable",
                )
            meanings[f"{role.id}.{trait}"] = meaning
    scope = Scope(meanings, faults)
    return scope.of(scene.roles[0]) if len(scene.roles) == 1 else scope


def _traits(role: Role, faults: Faults) -> Mapping[str, Expression]:
    """Return what each trait means: a number, or one for each drawn persona."""
    personas = [persona for persona, _ in role.personas]
    every = sorted({trait for persona in personas for trait in persona.traits})
    meanings = {}
    for trait in every:
        lacking = [p.id for p in personas if trait not in p.traits]
        if lacking:
            faults.add(
                f"participant '{role.id}' > one_of",
                trait,
                f"a trait that '{lacking[0]}' does not have",
                "Give the trait to every persona that may be drawn",
            )
        values: list[Expression] = [
            number(persona.traits.get(trait, 0)) for persona in personas
        ]
        meanings[trait] = _by_persona(f"{role.id}.persona", values)
    return meanings


def _by_persona(variable: str, values: list[Expression]) -> Expression:
    """Return *values* by the number of the drawn persona."""
    result = values[-1]
    for index in range(len(values) - 2, -1, -1):
        if values[index] != result:
            test = is_value(variable, index)
            result = Conditional(test, values[index], result)
    return result


def is_value(variable: str, value: int) -> Expression:
    """Return the condition that *variable* is *value*."""
    return Comparison(Name(variable), (("==", Number(str(value))),))
