"""The intervals of the sensitivity, given to Storm as they are: for whole scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import stormpy
from stormpy.developer import storage

from scenario_engine.analysis.sensitivity.intervals import IntervalLayer, boxed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.sensitivity import Unfolded
    from scenario_engine.analysis.sensitivity.layers import Layer

Row = list[tuple[int, float, float]]
"""For each target, in ascending order, between what its chance lies."""


def storms_bounds(unfolded: Unfolded) -> tuple[float, float]:
    """
    Return between what the best chance of the goal can lie, as Storm has it.

    A state of its model is a state before a choice, or a row of a later step.
    """
    box = boxed(unfolded)
    model = _model(box)
    steps = len(box.layers) * box.program.horizon
    (asked,) = stormpy.parse_properties(f'Pmax=? [F<={steps} "goal"]')
    modes = stormpy.UncertaintyResolutionMode
    found = []
    for mode in (modes.ROBUST, modes.COOPERATIVE):
        result = stormpy.model_checking(
            model, asked, uncertainty_resolution_mode=mode, only_initial_states=False
        )
        at, chances = box.start
        found.append(
            sum(c * result.get_value(s) for s, c in zip(at, chances, strict=True))
        )
    low, high = found
    return low, high


def _model(box: Unfolded) -> Any:
    sizes = [len(box), *(layer.rows for layer in box.layers[1:])]
    firsts = np.cumsum([0, *sizes])
    builder = storage.SparseMatrixBuilder[stormpy.Interval](
        has_custom_row_grouping=True
    )
    number = 0
    for group in _groups(box, firsts.tolist()):
        builder.new_row_group(number)
        for row in group:
            for target, low, high in row:
                builder.add_next_value(number, target, stormpy.Interval(low, high))
            number += 1
    labels = storage.StateLabeling(int(firsts[-1]))
    for label, states in (("goal", np.flatnonzero(box.final("goal"))), ("init", [0])):
        labels.add_label(label)
        for state in states:
            labels.add_label_to_state(label, int(state))
    parts = storage.SparseModelComponents[stormpy.Interval](builder.build(), labels)
    return storage.SparseMdp[stormpy.Interval](parts)


def _groups(box: Unfolded, firsts: list[int]) -> Iterator[list[Row]]:
    """Yield the rows of each state of Storm's model: of each choice in it."""
    aims = [*firsts[1 : len(box.layers)], 0]
    choices, *later = (
        _rows(layer, aim) for layer, aim in zip(box.layers, aims, strict=True)
    )
    counts = np.bincount(box.owner, minlength=len(box)).tolist()
    for state, count in enumerate(counts):
        yield [next(choices) for _ in range(count)] or [[(state, 1.0, 1.0)]]
    for rows in later:
        for row in rows:
            yield [row]


def _rows(layer: Layer, aim: int) -> Iterator[Row]:
    """Yield each row of *layer*; branches with the same target become one."""
    assert isinstance(layer, IntervalLayer)
    low, high = layer.low.copy(), layer.high.copy()
    low[layer.rest] = np.maximum(1.0 - layer.sums(layer.high), 0.0)
    high[layer.rest] = np.maximum(1.0 - layer.sums(layer.low), 0.0)
    order = np.lexsort((layer.target, layer.row))
    row, target = layer.row[order], layer.target[order] + aim
    first = (np.diff(row, prepend=-1) != 0) | (np.diff(target, prepend=-1) != 0)
    at = np.flatnonzero(first)
    lows = np.add.reduceat(low[order], at).tolist()
    highs = np.minimum(np.add.reduceat(high[order], at), 1.0).tolist()
    targets, ends = target[at].tolist(), np.searchsorted(row[at], range(1, layer.rows))
    start = 0
    for end in (*ends.tolist(), len(at)):
        yield [
            (targets[n], lows[n], highs[n]) for n in range(start, end) if highs[n] > 0
        ]
        start = end
