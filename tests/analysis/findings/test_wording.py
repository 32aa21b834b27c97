"""The rule of words is what it says, worked out pair by pair."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from scenario_engine.analysis.findings.wording import Wording, words

SAID = [
    frozenset(each.split())
    for each in ("you must", "must go", "i hear you", "hear me go", "you hear", "stay")
]
COST = np.array([0.5, 0.4, 0.1, 0.2, 0.0, 0.3])


def by_hand(cost: list[float]) -> float:
    """Leave out each pair in turn, value the words, and take the one worth more."""
    right = []
    for one, other in combinations(range(len(SAID)), 2):
        learnt = [k for k in range(len(SAID)) if k not in (one, other)]
        worth = {k: -float(sum(c < cost[k] for c in cost)) for k in learnt}
        mean = sum(worth.values()) / len(learnt)

        def of(word: str, known: dict[int, float], middle: float) -> float:
            having = [known[k] - middle for k in known if word in SAID[k]]
            return sum(having) / (len(having) + 1)

        score = [
            sum(of(word, worth, mean) for word in SAID[k]) / len(SAID[k])
            for k in (one, other)
        ]
        if abs(score[0] - score[1]) < 1e-9:
            right.append(0.5)
        else:
            right.append(float((score[0] > score[1]) == (cost[one] < cost[other])))
    return sum(right) / len(right)


def test_each_pair_is_told_by_the_words_of_the_others() -> None:
    """In every order of the costs that is tried."""
    rule = Wording.of(SAID)
    generator = np.random.default_rng(3)
    for _ in range(20):
        cost = generator.permutation(COST)
        assert rule.told(cost) == pytest.approx(by_hand(cost.tolist()))


def test_what_costs_the_same_is_no_pair() -> None:
    """And where all do, nothing can be told."""
    rule = Wording.of(SAID)

    assert rule.told(np.zeros(6)) is None
    assert rule.told(np.array([0.0, 0, 0, 0, 0, 1])) is not None


def test_the_most_telling_words_are_shared_ones() -> None:
    """A word that one option has alone tells nothing of another."""
    assert {"hear", "must"} == set(Wording.of(SAID).telling(COST, 2))
    assert {"hear", "must", "you", "go"} >= set(Wording.of(SAID).telling(COST, 9))


def test_words_are_told_apart_by_their_letters() -> None:
    """Not by their case, nor by what stands around them."""
    assert {"i", "can't", "go", "über", "on"} == words(["I can't!", "Go on.", "ÜBER 3"])
