"""Sums, products and quotients of columns, and where they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from scenario_engine.expressions.columns import beyond_bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenario_engine.expressions.tree import ArithmeticSign

Column: TypeAlias = NDArray[Any]
Result: TypeAlias = tuple[Column, NDArray[np.bool_]]
"""The values, and where they have failed; both of the shape of the operands."""


def _sum(left: Column, right: Column) -> Result:
    values = left + right
    return values, beyond_bounds(values)


def _difference(left: Column, right: Column) -> Result:
    values = left - right
    return values, beyond_bounds(values)


def _product(left: Column, right: Column) -> Result:
    # A product of whole numbers may not fit in 64 bits, but its float tells so: no
    # product above the bound is rounded to the bound or below it.
    rounded = left.astype(np.float64) * right + 0.0
    whole = left.dtype.kind == right.dtype.kind == "i"
    return (left * right if whole else rounded), beyond_bounds(rounded)


def _quotient(left: Column, right: Column) -> Result:
    by_zero = right == 0
    values = left / np.where(by_zero, 1, right) + 0.0
    return values, by_zero | beyond_bounds(values)


OPERATION: Final[Mapping[ArithmeticSign, Callable[[Column, Column], Result]]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": _quotient,
}
