"""Whether the look of an option gives away how good it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.findings.finding import Finding
from scenario_engine.analysis.findings.wording import Wording, words
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.rows import Floats

CHANCE = 0.5
"""How often the better of two is told by guessing."""

CODES = {
    "length": "length-leaks",
    "position": "position-leaks",
    "wording": "wording-leaks",
}
"""For each look, the code of its finding."""

FEWEST = 5
"""With fewer interventions that can be told apart nothing is said."""

LUCK = 0.01
"""Most of the ways to deal out the costs anew in which as much may be told."""

DEALS = 499
"""How often the costs are dealt out anew to see what luck can do."""

_WORDS_TOLD = 3


def leak(study: Study) -> Iterator[Finding]:
    """Yield a finding for each look by which the better of two options is told."""
    every = mean_cost(study)
    known = np.flatnonzero(~np.isnan(every))
    cost, threshold = every[known], study.thresholds.leak
    actions = [study.space.program.actions[number] for number in known]
    length = np.array([np.mean([len(line) for line in a.lines]) for a in actions])
    wording = Wording.of([words(action.lines) for action in actions])
    rules: dict[str, Callable[[Floats], float | None]] = {
        "length": partial(told_apart, length),
        "position": partial(told_apart, known.astype(np.float64)),
        "wording": wording.told,
    }
    if len(actions) < FEWEST:
        return
    for look, rule in rules.items():
        told = rule(cost)
        if told is None or told <= threshold or luck(rule, cost, told) > LUCK:
            continue
        by = f" (by {_listed(wording.telling(cost, _WORDS_TOLD))})"
        yield Finding(
            CODES[look],
            f"The {look} of an option alone{by if look == 'wording' else ''} tells the "
            f"better one of two in {told:.0%} of cases that it was not learnt from "
            f"(chance: {CHANCE:.0%}), above {threshold:.0%}",
            told,
            threshold,
        )


def luck(rule: Callable[[Floats], float | None], cost: Floats, told: float) -> float:
    """
    Return in which share of deals *rule* tells as much: a permutation test.

    Args:
        rule: Says how much is told, given what each option costs.
        cost: float64: what each option costs.
        told: How much is told as the costs are.

    Source:
        B. Phipson, G. K. Smyth, Permutation P-values should never be zero,
        Statistical Applications in Genetics and Molecular Biology 9 (2010), art. 39:
        the deal as it is counts as one.
    """
    generator = np.random.Generator(np.random.Philox(key=[0, len(cost)]))
    dealt = (rule(generator.permutation(cost)) or 0.0 for _ in range(DEALS))
    return (1 + sum(each >= told - TIE for each in dealt)) / (1 + DEALS)


def _listed(found: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in found)


def mean_cost(study: Study) -> Floats:
    """
    Return what each action costs on average, where its states are met first.

    Returns:
        float64, shape ``(actions,)``: chance of the goal; NaN where it is never met.
    """
    space = study.space
    _, cost = study.regrets
    met = study.met[study.owner] > 0
    size = len(space.program.actions)
    times = np.bincount(space.action[met], minlength=size)
    total = np.bincount(space.action[met], cost[met], size)
    return np.where(times > 0, total / np.maximum(times, 1), np.nan)


def told_apart(look: Floats, cost: Floats) -> float | None:
    """
    Return how often *look* tells the better one of two actions, cross-validated.

    Each action is left out in turn. Whether more of the look is better or worse is
    learnt from all pairs of the others, and tried on the pairs with the one left out.
    Where the others say neither, it is a guess.

    Args:
        look: How each action looks; float64, shape ``(actions,)``.
        cost: What each costs; of the same shape.

    Returns:
        A share of the pairs that differ in both, each counted once for either of its
        two; 0.5 is chance. None where fewer than `FEWEST` actions have such a pair.
    """
    dearer = cost[:, None] - cost[None, :]
    dearer[np.abs(dearer) <= TIE] = 0.0
    agrees = -np.sign(look[:, None] - look[None, :]) * np.sign(dearer)
    tried = np.abs(agrees).sum(axis=1)
    if np.count_nonzero(tried) < FEWEST:
        return None
    own = agrees.sum(axis=1)
    learnt = np.sign(_sum_once(agrees) - own)
    right = (tried + learnt * own) / 2
    return float(right.sum() / tried.sum())


def _sum_once(pairs: Floats) -> float:
    """Sum over all pairs, each of which stands twice in the table."""
    return float(np.triu(pairs, 1).sum())
