"""Asking Storm about a model, exactly or in floats."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import stormpy
from stormpy.developer import storage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PRECISION = stormpy.Rational("1e-12")
"""How closely Storm is to count where it counts in floats; its default is 1e-6."""

CHOSEN = {
    "best": 'Pmax=? [F "goal"]',
    "worst": 'Pmin=? [F "goal"]',
    "most harm": 'Pmax=? [F "harm"]',
    "least harm": 'Pmin=? [F "harm"]',
    "longest": 'R{"turns"}max=? [F "over"]',
    "shortest": 'R{"turns"}min=? [F "over"]',
    "highest": 'R{"score"}max=? [F "over"]',
    "lowest": 'R{"score"}min=? [F "over"]',
}
RANDOM = {
    "random": 'P=? [F "goal"]',
    "harm": 'P=? [F "harm"]',
    "turns": 'R{"turns"}=? [F "over"]',
    "score": 'R{"score"}=? [F "over"]',
}
Answers = dict[str, Fraction]


def asked(
    text: str, questions: Mapping[str, str], folder: Path, *, exact: bool
) -> Answers:
    """Build the PRISM model *text* in Storm, and ask it."""
    path = folder / "model.prism"
    path.write_text(text, encoding="utf-8")
    program = stormpy.parse_prism_program(str(path))
    properties = stormpy.parse_properties(";".join(questions.values()), program)
    kind = stormpy.Rational if exact else float
    model = stormpy.build_model[kind](program, properties)
    return {
        name: _answer(model, asked)
        for name, asked in zip(questions, properties, strict=True)
    }


def read(path: Path, *, exact: bool = True) -> Any:
    """Build the model of a UMB file."""
    options = storage.UmbImportOptions()
    kinds = type(options.value_type)
    options.value_type = kinds.RATIONAL if exact else kinds.DOUBLE
    return stormpy.build_model_from_umb(str(path), options=options)


def about(model: Any, questions: Mapping[str, str]) -> Answers:
    """Ask a model that is built."""
    return {
        name: _answer(model, stormpy.parse_properties(question)[0])
        for name, question in questions.items()
    }


def bounds(model: Any, question: str) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest answer that the ranges of *model* admit."""
    asked = stormpy.parse_properties(question)[0]
    if not is_ranged(model):
        known = _answer(model, asked)
        return known, known
    modes = stormpy.UncertaintyResolutionMode
    return tuple(  # type: ignore[return-value]
        _answer(model, asked, uncertainty_resolution_mode=mode)
        for mode in (modes.ROBUST, modes.COOPERATIVE)
    )


def is_ranged(model: Any) -> bool:
    """Tell whether there are intervals in *model*."""
    return "Interval" in type(model).__name__


def _answer(model: Any, asked: Any, **more: Any) -> Fraction:
    environment = stormpy.environments.default(model)
    if "Exact" not in type(model).__name__:
        environment.solver().min_max().precision = PRECISION
        environment.solver().native().precision = PRECISION
    result = stormpy.model_checking(model, asked, environment=environment, **more)
    (first,) = model.initial_states
    return Fraction(str(result.get_value(first)))
