"""Columns of values, one lane a state, that remember which lanes have failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from scenario_engine.expressions.fault import EvaluationError
from scenario_engine.expressions.values import LARGEST_RESULT, Value, plain_value

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Lanes(NamedTuple):
    """
    The values of one expression in all states.

    Attributes:
        values: int64, float64, bool or text, shape ``(size,)``, or ``()`` when it
            is the same in all states. Where a lane has failed it means nothing.
        failed: bool, shape ``(size,)`` or ``()``: where evaluation in that state
            alone would raise.
    """

    values: NDArray[Any]
    failed: NDArray[np.bool_]

    @property
    def is_number(self) -> bool:
        """Whether the values are whole numbers or floats."""
        return self.values.dtype.kind in "if"

    @property
    def is_truth(self) -> bool:
        """Whether the values are truth values."""
        return self.values.dtype.kind == "b"

    @property
    def is_text(self) -> bool:
        """Whether the values are texts."""
        return self.values.dtype.kind == "U"


NOWHERE: Final[NDArray[np.bool_]] = np.zeros((), np.bool_)
EVERYWHERE: Final[NDArray[np.bool_]] = np.ones((), np.bool_)
NOWHERE.flags.writeable = False
EVERYWHERE.flags.writeable = False


def failing(kind: type[bool] | type[int]) -> Lanes:
    """Return lanes of *kind* that have failed, every one."""
    return Lanes(np.zeros((), np.bool_ if kind is bool else np.int64), EVERYWHERE)


def same_everywhere(value: Value) -> Lanes:
    """Return lanes that hold *value*, which is no fraction, in every state."""
    dtype = {bool: np.bool_, int: np.int64, float: np.float64, str: np.str_}[
        type(value)
    ]
    return Lanes(np.asarray(value, dtype), NOWHERE)


def beyond_bounds(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell where *values* are larger than a number may grow, or not numbers."""
    return where_any(~(np.abs(values) <= LARGEST_RESULT))


def where_any(failed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return *failed*, made small if nothing has failed."""
    return failed if failed.any() else NOWHERE


def lanes_of(name: str, column: object, size: int) -> Lanes:
    """
    Return the lanes of the name *name*.

    Args:
        name: The name, for the error.
        column: bool, whole numbers, floats or texts, shape ``(size,)`` or
            ``()``; or one number, truth value or text for all states.
        size: The number of states.

    Raises:
        EvaluationError: If *column* has another shape or dtype.
    """
    if not isinstance(column, np.ndarray | np.generic):
        try:
            return same_everywhere(plain_value(name, column, exact=False))
        except EvaluationError:
            return failing(int)
    array = np.asarray(column)
    if array.shape not in ((), (size,)):
        problem = f"The column '{name}' has shape {array.shape}"
        raise EvaluationError(name, problem, f"Give one of shape ({size},) or ()")
    return _from_array(name, array)


def entry(column: object, index: int) -> object:
    """Return what *column* holds for the state *index*, as a value of Python."""
    if isinstance(column, np.ndarray | np.generic):
        array = np.asarray(column)
        return array[index].item() if array.ndim else array.item()
    return column


def _from_array(name: str, array: NDArray[Any]) -> Lanes:
    match array.dtype.kind:
        case "b" | "U":
            return Lanes(array, NOWHERE)
        case "i":
            least, most = int(array.min(initial=0)), int(array.max(initial=0))
            values = array.astype(np.int64, copy=False)
            if -LARGEST_RESULT <= least and most <= LARGEST_RESULT:
                return Lanes(values, NOWHERE)
            return Lanes(values, (array > LARGEST_RESULT) | (array < -LARGEST_RESULT))
        case "u":
            beyond = array.astype(np.uint64, copy=False) > np.uint64(LARGEST_RESULT)
            return Lanes(array.astype(np.int64), where_any(beyond))
        case "f":
            # Adding 0 takes the sign off a zero.
            floats = array.astype(np.float64, copy=False) + 0.0
            return Lanes(floats, beyond_bounds(floats))
        case "O" if all(isinstance(value, str) for value in array.flat):
            return Lanes(array.astype(np.str_), NOWHERE)
        case _:
            problem = f"The column '{name}' has dtype {array.dtype}"
            mend = "Give numbers of at most 64 bits, truth values or texts"
            raise EvaluationError(name, problem, mend)
