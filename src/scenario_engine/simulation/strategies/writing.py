"""Numbers and lists in the names of strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.simulation.errors import SimulationError

if TYPE_CHECKING:
    import attrs


def written(number: float) -> str:
    """Write *number* as short as it can be read back: ``5``, ``0.25``, ``inf``."""
    whole = int(number) if number == number // 1 and abs(number) < 1e15 else None
    return repr(float(number)) if whole is None else str(whole)


def read_number(text: str, what: str) -> float:
    """
    Read a number.

    Args:
        text: What stands there.
        what: What it is meant to be, for the refusal.

    Raises:
        SimulationError: If it is none.
    """
    try:
        return float(text)
    except ValueError:
        msg = f"'{text}' is no number for {what}. Write one such as 0.5."
        raise SimulationError(msg) from None


def split(text: str) -> list[str]:
    """Split *text* at the commas that stand outside brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def temperature(_: Any, field: attrs.Attribute[float], value: float) -> None:
    """Check that *value* is a temperature, for an attrs class."""
    if not value >= 0:
        raise SimulationError(
            f"The {field.name} is {value}. Give a number of percentage points, from 0."
        )


def chance(_: Any, field: attrs.Attribute[float], value: float) -> None:
    """Check that *value* is a chance, for an attrs class."""
    if not 0 <= value <= 1:
        raise SimulationError(
            f"The {field.name} is {value}, outside 0..1. Give a number from 0 to 1."
        )
