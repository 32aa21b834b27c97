"""Scoring rules to rewards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import Expression, Truth, number
from scenario_engine.program import ir
from scenario_engine.program.lowering.actions import event_symbols
from scenario_engine.program.lowering.effects import Place
from scenario_engine.program.lowering.scope import bind
from scenario_engine.vocabulary import ScoringRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.program.lowering.scene import Placed, Scene
    from scenario_engine.program.lowering.scope import Scope


@attrs.frozen
class Award:
    """
    A scoring rule with its condition lowered, symbols still in it.

    Attributes:
        rule: The rule.
        when: Its condition.
        better: Which points of its item are better.
        origin: Where it comes from.
    """

    rule: ScoringRule
    when: Expression
    better: str
    origin: ir.Origin


def awards(scene: Scene, scope: Scope) -> tuple[Award, ...]:
    """Lower the condition of every scoring rule of the scene."""
    symbols = {
        "choice": event_symbols(scene),
        "ending": {
            "ending": frozenset(
                (*(e.id for e in scene.scenario.endings), scene.scenario.timeout.id)
            ),
            "kind": frozenset((ir.GOAL, ir.HARM, ir.NEUTRAL)),
        },
    }
    return tuple(
        _award(placed, scene, scope.with_symbols(symbols[placed.thing.at]))
        for placed in scene.scoring
    )


def _award(placed: Placed[ScoringRule], scene: Scene, scope: Scope) -> Award:
    return Award(
        rule=placed.thing,
        when=scope.guard(placed.thing.when, f"{placed.path} > when"),
        better=scene.better.get((placed.thing.instrument, placed.thing.item), "more"),
        origin=Place(scene, placed.pack, placed.path).origin,
    )


def rewards(
    given: tuple[Award, ...], at: str, symbols: Mapping[str, str]
) -> tuple[ir.Reward, ...]:
    """Return the rewards of the rules that look *at* this, once *symbols* are known."""
    bound = (
        (award, bind(award.when, symbols)) for award in given if award.rule.at == at
    )
    return tuple(
        ir.Reward(
            award.rule.instrument,
            award.rule.item,
            number(award.rule.award),
            guard,
            award.origin,
            award.better,
        )
        for award, guard in bound
        if guard != Truth(False)
    )
