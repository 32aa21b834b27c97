"""A strategy without memory is a strategy: what it is worth can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from fair_play import Onlooker
from riddles import riddles
from scenario_engine.analysis import best, explore
from scenario_engine.analysis.hidden.glancing import glancing
from scenario_engine.analysis.observations import observe
from searching import at_most

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fair_play import Sight
    from scenario_engine.program import Program


@at_most(30)
@given(riddles(horizon=2, moods=2))
def test_some_strategy_by_looks_alone_comes_to_it(made: Program) -> None:
    """Among those that take one choice for each look and number of turns left."""
    onlooker = Onlooker(made)
    strategies = [
        strategy
        for strategy in onlooker.strategies(most=600)
        if _is_forgetful(strategy)
    ]
    if not strategies:
        return
    observed = observe(explore(made))
    at, chances = observed.space.start
    found = chances @ glancing(observed, best(observed.space))[-1, at]

    comes_to = [float(onlooker.under(each)) for each in strategies]
    assert found == pytest.approx(min(comes_to, key=lambda each: abs(each - found)))
    assert found <= max(comes_to) + 1e-12


@at_most(30)
@given(riddles(horizon=1))
def test_for_one_turn_nothing_need_be_remembered(made: Program) -> None:
    """Then it is the best there is to somebody who sees what there is to see."""
    observed = observe(explore(made))
    at, chances = observed.space.start
    found = chances @ glancing(observed, best(observed.space))[-1, at]

    assert found == pytest.approx(float(Onlooker(made).value()), abs=1e-6)


@at_most(30)
@given(riddles(horizon=4))
def test_it_is_no_better_than_full_knowledge(made: Program) -> None:
    """In every state, with any number of turns left; the same at the end."""
    observed = observe(explore(made))
    full = best(observed.space)
    table = glancing(observed, full)

    assert (table <= full.table + 1e-12).all()
    np.testing.assert_array_equal(table[0], full.table[0])


def _is_forgetful(strategy: Mapping[tuple[Sight, ...], str]) -> bool:
    """Tell whether histories that end alike are answered alike."""
    chosen: dict[object, str] = {}
    return all(
        chosen.setdefault((len(history), _look(history[-1])), choice) == choice
        for history, choice in strategy.items()
    )


def _look(sight: Sight | tuple[object, ...]) -> object:
    """Return what is seen of a sight, without the choice before it and the cues."""
    visible, ids, _, ending = sight[-4:]
    return visible, ids, ending
