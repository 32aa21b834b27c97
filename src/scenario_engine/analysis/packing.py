"""States as packed integers: a mixed-radix code for each valuation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.errors import BudgetError
from scenario_engine.program.ir import Variable

if TYPE_CHECKING:
    from scenario_engine.program.ir import Change, Program

Codes = NDArray[np.int64]

_LARGEST = 2**62


@attrs.frozen
class Packing:
    """
    How the valuations of a program are packed.

    Attributes:
        variables: The program's variables, in order.
        strides: What one step of each variable adds to the code.
    """

    variables: tuple[Variable, ...]
    strides: tuple[int, ...]

    @classmethod
    def of(cls, program: Program) -> Packing:
        """
        Return the packing of *program*.

        Raises:
            BudgetError: If its valuations are too many to be numbered.
        """
        sizes = [variable.high - variable.low + 1 for variable in program.variables]
        if prod(sizes) > _LARGEST:
            widest = sorted(program.variables, key=lambda v: v.low - v.high)[:5]
            names = ", ".join(f"{v.name} ({v.high - v.low + 1})" for v in widest)
            raise BudgetError(
                f"{program.id}: {prod(sizes):.1e} valuations are more than can be "
                f"numbered. The widest variables are {names}. "
                "Narrow their ranges, or take variables out."
            )
        strides = [prod(sizes[:i]) for i in range(len(sizes))]
        return cls(program.variables, tuple(strides))

    def pack(self, state: tuple[int, ...]) -> int:
        """Return the code of *state*."""
        return sum(
            (value - variable.low) * stride
            for value, variable, stride in zip(
                state, self.variables, self.strides, strict=True
            )
        )

    def unpack(self, codes: Codes) -> NDArray[np.int64]:
        """Return the valuations of *codes*: shape ``(len(codes), variables)``."""
        columns = [self.column(codes, index) for index in range(len(self.variables))]
        return np.stack(columns, axis=1)

    def column(self, codes: Codes, index: int) -> NDArray[np.int64]:
        """Return the values of the variable at *index*."""
        variable = self.variables[index]
        size = variable.high - variable.low + 1
        values: NDArray[np.int64] = codes // self.strides[index] % size + variable.low
        return values

    def changed(self, codes: Codes, changes: tuple[Change, ...]) -> Codes:
        """Return *codes* after *changes*, saturating at the ranges."""
        return Columns(self, codes).changed(changes)


class Columns(Mapping[str, "NDArray[np.int64] | float"]):
    """The valuations of *codes*, a variable at a time, unpacked when asked for."""

    def __init__(
        self, packing: Packing, codes: Codes, constants: Mapping[str, float] = {}
    ) -> None:
        self.codes = codes
        self._packing = packing
        self._constants = constants
        self._index = {v.name: i for i, v in enumerate(packing.variables)}
        self._known: dict[str, NDArray[np.int64]] = {}
        self._whole: tuple[Columns, NDArray[np.int64]] | None = None

    def __getitem__(self, name: str) -> NDArray[np.int64] | float:
        """Return the values of the variable, or the constant, *name*."""
        if name in self._constants:
            return self._constants[name]
        return self._values(name)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a variable, or constant, *name*."""
        return name in self._index or name in self._constants

    def _values(self, name: str) -> NDArray[np.int64]:
        """Return the values of a variable."""
        if name not in self._known:
            self._known[name] = self._unpacked(name)
        return self._known[name]

    def _unpacked(self, name: str) -> NDArray[np.int64]:
        """Take what is known of more states, or unpack."""
        if self._whole is not None:
            whole, rows = self._whole
            if name in whole._known:
                return whole._known[name].take(rows)
        return self._packing.column(self.codes, self._index[name])

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter((*self._index, *self._constants))

    def __len__(self) -> int:
        """Count the names."""
        return len(self._index) + len(self._constants)

    def changed(self, changes: tuple[Change, ...]) -> Codes:
        """Return the codes after *changes*, saturating at the ranges."""
        codes = self.codes
        values: dict[str, NDArray[np.int64]] = {}
        for change in changes:
            name, at = change.variable, self._index[change.variable]
            variable = self._packing.variables[at]
            old = values[name] if name in values else self._values(name)
            aim = old + change.amount if change.kind == "add" else change.amount
            values[name] = np.minimum(np.maximum(aim, variable.low), variable.high)
            codes = codes + (values[name] - old) * self._packing.strides[at]
        return codes

    def at(self, rows: NDArray[np.int64]) -> Columns:
        """Return the columns of *rows* alone."""
        found = Columns(self._packing, self.codes[rows], self._constants)
        found._whole = self, rows
        return found

    def beside(self, constants: Mapping[str, float]) -> Columns:
        """Return the columns with *constants* beside them."""
        found = Columns(self._packing, self.codes, constants)
        found._known = self._known
        return found
