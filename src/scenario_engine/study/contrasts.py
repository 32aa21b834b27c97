"""What a study answers: each contrast in one run of it, in all runs, and its power."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.rows import Floats
from scenario_engine.study import power, ratios, statistics
from scenario_engine.study.design import ARM
from scenario_engine.study.power import Power
from scenario_engine.study.questions import (
    AFTER,
    BEFORE,
    CHANGE,
    CORRELATION,
    DIFFERENCE,
    GAIN,
    MODERATION,
    ODDS_RATIO,
    RATE_RATIO,
    Contrast,
)
from scenario_engine.study.statistics import Estimate, pooled_spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.study.results import Results

Groups = tuple[Floats, ...]
"""What is compared: for each group, float64 ``(replications, people)``."""


@attrs.frozen(eq=False)
class Runs:
    """
    What studies of this size would find, by running this one again and again.

    Attributes:
        values: float64, ``(replications,)``: the estimate of each run.
        low, high: Between which 95 in 100 of them lie.
        holding: The share of runs whose interval holds no effect at all.
        seeing: The share of runs whose test is below 0.05, the estimate on the side
            of the model's effect.
    """

    values: Floats
    low: float
    high: float
    holding: float
    seeing: float


@attrs.frozen(eq=False)
class Answer:
    """
    What a contrast came to.

    Attributes:
        contrast: The contrast.
        shown: The effect in the run that is shown, with the interval that a study of
            this size has.
        raw: The same in the measure's own unit, where that is something else.
        model: The effect in all runs together: what the model has, nearly.
        model_raw: The same in the measure's own unit.
        runs: What studies of this size would find.
        power: How many people it would take; None where everybody met the same luck.
        sizes: How many people each group has in one run.
    """

    contrast: Contrast
    shown: Estimate
    raw: Estimate | None
    model: Estimate
    model_raw: Estimate | None
    runs: Runs
    power: Power | None
    sizes: tuple[int, ...]


def answer(contrast: Contrast, results: Results) -> Answer:
    """Return what *contrast* came to in *results*."""
    groups = _groups(contrast, results)
    episodes = results.episodes_of(
        results.study.measure(contrast.measure), results.settings_of(contrast)
    )
    is_paired = contrast.kind == DIFFERENCE and ARM in results.study.within
    kind = CHANGE if is_paired else contrast.kind
    effect, raw = _effects(kind, episodes)
    every = [effect(*run) for run in zip(*groups, strict=True)]
    flat = tuple(group.ravel() for group in groups)
    first = tuple(group[0] for group in groups)
    model = effect(*flat)
    return Answer(
        contrast,
        every[0],
        raw and raw(*first),
        model,
        raw and raw(*flat),
        _runs(every, model),
        None
        if results.study.common_dice and is_paired
        else _power(kind, flat, groups, episodes),
        tuple(group.shape[1] for group in groups),
    )


def _groups(contrast: Contrast, results: Results) -> Groups:
    """Return what the effect of the contrast's kind is worked out from."""
    study = results.study
    measure = study.measure(contrast.measure)
    settings, time = results.settings_of(contrast), contrast.time

    def at(arm: str, when: str = time, where: tuple[str, ...] = settings) -> Floats:
        return results.values(measure, arm, where, when)

    match contrast.kind:
        case "change":
            return tuple(at(contrast.arms[0], when) for when in (AFTER, BEFORE))
        case "gain":
            return tuple(at(arm, w) for arm in contrast.arms for w in (BEFORE, AFTER))
        case "moderation":
            return tuple(at(arm, time, (s,)) for s in settings for arm in contrast.arms)
        case "correlation":
            other = study.measure(contrast.against)
            arm = contrast.arms[0]
            return at(arm), results.values(other, arm, settings, time)
        case _:
            return tuple(at(arm) for arm in contrast.arms)


def _effects(
    kind: str, episodes: int
) -> tuple[Callable[..., Estimate], Callable[..., Estimate] | None]:
    """Return what gives the effect of a kind, and what gives it in its own unit."""
    table: dict[str, tuple[Callable[..., Estimate], Callable[..., Estimate] | None]] = {
        DIFFERENCE: (statistics.standardised, statistics.mean_difference),
        CHANGE: (
            lambda after, before: statistics.standardised_change(before, after),
            lambda after, before: statistics.paired(before, after),
        ),
        GAIN: (
            lambda a, b, c, d: statistics.standardised_gain((a, b), (c, d)),
            lambda a, b, c, d: statistics.mean_difference(b - a, d - c),
        ),
        MODERATION: (
            lambda a, b, c, d: statistics.moderation((a, b), (c, d)),
            lambda a, b, c, d: statistics.moderation((a, b), (c, d), is_raw=True),
        ),
        CORRELATION: (statistics.correlation, None),
        ODDS_RATIO: (lambda a, b: ratios.odds_ratio(a, b, episodes), None),
        RATE_RATIO: (lambda a, b: ratios.rate_ratio(a, b, episodes), None),
    }
    return table[kind]


def _runs(every: list[Estimate], model: Estimate) -> Runs:
    values = np.array([each.value for each in every])
    low, high = np.quantile(values, [0.025, 0.975])
    side = np.sign(model.value - model.null)
    seen = [
        each.p < power.LEVEL and np.sign(each.value - each.null) == side
        for each in every
    ]
    return Runs(
        values,
        float(low),
        float(high),
        float(np.mean([each.holds_null for each in every])),
        float(np.mean(seen)),
    )


def _power(kind: str, flat: Groups, groups: Groups, episodes: int) -> Power:
    """Return how many people it takes to see what the model has."""
    size = groups[0].shape[1]
    match kind:
        case "difference":
            return power.of_difference(_d(*flat), size)
        case "change":
            return power.of_change(_own(flat[0] - flat[1]), size)
        case "gain":
            return power.of_difference(_d(flat[1] - flat[0], flat[3] - flat[2]), size)
        case "moderation":
            means = [group.mean() for group in flat]
            between = means[0] - means[1] - means[2] + means[3]
            spread = pooled_spread(*flat) * 2**0.5
            d = between / spread if spread else 0.0
            return power.of_difference(float(d), size, "arm and setting")
        case "correlation":
            return power.of_correlation(statistics.correlation(*flat).value, size)
        case "odds-ratio":
            return _of_odds(flat, size, episodes)
        case _:
            first, second = (float(group.mean()) * episodes for group in flat)
            return power.of_rates(first, second, size, _dispersion(flat, episodes))


def _of_odds(flat: Groups, size: int, episodes: int) -> Power:
    """Let a person count for as many answers as their spread shows."""
    first, second = (float(group.mean()) for group in flat)
    toss = [share * (1 - share) for share in (first, second)]
    spread = [float(group.var()) for group in flat]
    answers = sum(toss) / sum(spread) if sum(spread) else float(episodes)
    return power.of_shares(first, second, size, answers)


def _dispersion(flat: Groups, episodes: int) -> float:
    """Return by how much counts vary more than Poisson's law has it."""
    counts = [group * episodes for group in flat]
    varied = sum(float(each.var()) for each in counts)
    expected = sum(float(each.mean()) for each in counts)
    return varied / expected if expected and varied else 1.0


def _d(first: Floats, second: Floats) -> float:
    spread = pooled_spread(first, second)
    return float(first.mean() - second.mean()) / spread if spread else 0.0


def _own(change: Floats) -> float:
    spread = float(change.std(ddof=1))
    return float(change.mean()) / spread if spread else 0.0
