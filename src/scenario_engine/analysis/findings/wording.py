"""Which of two options is better, told by words that other options have too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of *lines*, in small letters."""
    return frozenset(word for line in lines for word in _WORD.findall(line.lower()))


@attrs.frozen(eq=False)
class Wording:
    """
    A rule that knows options by their words alone.

    Each word is worth as much as the options that have it, on average, drawn towards
    nothing by one option more; an option is worth the mean of its words. Of two
    options, both left out while the words are valued, the one worth more is taken.

    Attributes:
        vocabulary: Every word.
        has: float64, shape ``(options, words)``: 1 where an option has a word.
        pairs: Two int64 arrays: the first and the second of each pair of options.
        rule: float64, shape ``(pairs, options)``: by how much the rule prefers the
            first, for one unit of what each option is worth.
    """

    vocabulary: tuple[str, ...]
    has: Floats
    pairs: tuple[Index, Index]
    rule: Floats

    @classmethod
    def of(cls, options: Sequence[frozenset[str]]) -> Wording:
        """Return the rule for options that have these words."""
        vocabulary = tuple(sorted(frozenset().union(*options)))
        has = np.array(
            [[float(word in each) for word in vocabulary] for each in options]
        )
        first, second = np.triu_indices(len(options), 1)
        shares = has / np.maximum(has.sum(axis=1, keepdims=True), 1)
        others = has.sum(axis=0) - has[first] - has[second]
        rule = ((shares[first] - shares[second]) / (others + 1)) @ has.T
        pair = np.arange(len(first))
        left_out = np.zeros_like(rule, dtype=np.bool_)
        left_out[pair, first] = left_out[pair, second] = True
        rule[left_out] = 0.0
        # What an option is worth counts from the mean of those that are learnt from.
        mean = rule.sum(axis=1, keepdims=True) / max(1, len(options) - 2)
        return cls(vocabulary, has, (first, second), np.where(left_out, 0, rule - mean))

    def told(self, cost: Floats) -> float | None:
        """
        Return how often the rule takes the better one of two options.

        Args:
            cost: float64, shape ``(options,)``: what each option costs.

        Returns:
            A share of the pairs that differ in cost; a rule with no preference is
            right half the time. None if no two differ.
        """
        first, second = self.pairs
        dearer = cost[second] - cost[first]
        differ = np.abs(dearer) > TIE
        if not differ.any():
            return None
        prefers = self.rule @ -_ranks(cost)
        prefers[np.abs(prefers) <= TIE] = 0.0
        agrees = np.sign(prefers[differ]) * np.sign(dearer[differ])
        return float((1 + agrees).mean() / 2)

    def telling(self, cost: Floats, most: int) -> tuple[str, ...]:
        """Return the *most* telling words, of those that several options have."""
        shared = self.has.sum(axis=0)
        ranks = _ranks(cost)
        worth = np.abs((ranks - ranks.mean()) @ self.has) / (shared + 1)
        worth[shared < 2] = 0.0
        best = np.argsort(-worth, kind="stable")[:most]
        return tuple(self.vocabulary[word] for word in best if worth[word] > TIE)


def _ranks(cost: Floats) -> Floats:
    """Return for each option how many cost less, those that cost the same by half."""
    apart = cost[:, None] - cost[None, :]
    less, same = apart > TIE, np.abs(apart) <= TIE
    ranks: Floats = less.sum(axis=1) + same.sum(axis=1) / 2
    return ranks
