"""The results of a study as tidy tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pyarrow as pa

from scenario_engine.study.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.study.contrasts import Answer
    from scenario_engine.study.outcome import Outcome

FORMAT = 1
"""The version of the form of `data`."""


def people(outcome: Outcome) -> pa.Table:
    """Return what was measured of each person in the study shown, a row each."""
    results, study = outcome.results, outcome.study
    columns: dict[str, list[Any]] = {
        name: []
        for name in ("study", "arm", "person", "setting", "time", "measure", "value")
    }
    for cell, values in results.cells.items():
        shown = values[0]
        columns["study"] += [study.id] * len(shown)
        columns["arm"] += [cell.arm] * len(shown)
        columns["person"] += range(len(shown))
        columns["setting"] += [cell.setting] * len(shown)
        columns["time"] += [cell.time] * len(shown)
        columns["measure"] += [cell.measure] * len(shown)
        columns["value"] += shown.tolist()
    made = outcome.provenance
    return pa.table(columns).replace_schema_metadata(
        {
            "study": study.id,
            "seed": str(study.seed),
            "engine": made.engine,
            "command": made.command,
            "programs": " ".join(digest for _, _, digest in made.programs),
        }
    )


def contrasts(outcome: Outcome) -> pa.Table:
    """Return what each contrast came to, a row each."""
    return pa.Table.from_pylist([_flat(answer) for answer in outcome.answers])


def data(outcome: Outcome) -> dict[str, Any]:
    """Return everything as JSON has it."""
    results, study = outcome.results, outcome.study
    return {
        "format": FORMAT,
        "study": study.id,
        "title": study.title,
        "predicts_real_people": False,
        "provenance": attrs.asdict(outcome.provenance),
        "contrasts": [_whole(answer) for answer in outcome.answers],
        "cells": [
            {
                **attrs.asdict(cell),
                "people": values.shape[1],
                "mean": float(values[0].mean()),
                "sd": float(values[0].std(ddof=1)),
                "mean_of_all_runs": float(values.mean()),
                "typical_exact": results.typical.get(cell),
            }
            for cell, values in results.cells.items()
        ],
        "figures": [
            {"id": each.figure.id, "told": each.told, "rows": each.rows}
            for each in outcome.pictures
        ],
        "sweeps": [
            {
                "rate": each.sweep.rate,
                "points": [
                    {"value": float(value), "contrasts": [_flat(a) for a in answers]}
                    for value, answers in zip(
                        each.sweep.values, each.answers, strict=True
                    )
                ],
            }
            for each in outcome.sweeps
        ],
        "numbers": [
            {"what": each.what, "value": each.value, "evidence": each.evidence}
            for each in numbers(study)
        ],
        "clipped": dict(results.clipped),
    }


def _flat(answer: Answer) -> dict[str, Any]:
    power = answer.power
    return {
        "contrast": answer.contrast.id,
        "kind": answer.contrast.kind,
        "standing": answer.contrast.standing,
        "effect": answer.model.name,
        "model": answer.model.value,
        "shown": answer.shown.value,
        "shown_low": _finite(answer.shown.low),
        "shown_high": _finite(answer.shown.high),
        "shown_p": answer.shown.p,
        "runs_low": answer.runs.low,
        "runs_high": answer.runs.high,
        "runs_holding_null": answer.runs.holding,
        "runs_seeing": answer.runs.seeing,
        "power": power.chance if power else None,
        "needed": power.needed if power else None,
        "needed_per": power.per if power else None,
    }


def _whole(answer: Answer) -> dict[str, Any]:
    contrast = answer.contrast
    return {
        **_flat(answer),
        "title": contrast.title,
        "measure": contrast.measure,
        "arms": list(contrast.arms),
        "settings": list(contrast.settings),
        "sizes": list(answer.sizes),
        "method": answer.shown.method,
        "raw": _estimate(answer.raw),
        "model_raw": _estimate(answer.model_raw),
        "published": list(_published(answer)),
        "runs": np.round(answer.runs.values, 6).tolist(),
    }


def _published(answer: Answer) -> Iterator[dict[str, Any]]:
    for each in answer.contrast.published:
        yield {
            "text": each.text,
            "reference": each.reference,
            "value": None if each.value is None else float(each.value),
            "low": None if each.low is None else float(each.low),
            "high": None if each.high is None else float(each.high),
        }


def _estimate(estimate: Any) -> dict[str, Any] | None:
    if estimate is None:
        return None
    made = attrs.asdict(estimate)
    return {**made, "low": _finite(made["low"]), "high": _finite(made["high"])}


def _finite(value: float) -> float | None:
    """Return what JSON can hold: it has no infinity."""
    return value if np.isfinite(value) else None
