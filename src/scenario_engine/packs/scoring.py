"""Scoring an episode by the packs' Python rules, whatever these may do."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.hookspecs import SCORERS
from scenario_engine.packs.shell.blame import attempt

if TYPE_CHECKING:
    from scenario_engine.packs.registry import Registry
    from scenario_engine.packs.scorer import Played, Scorer

_MEND = "Mend the pack, or block it"


@attrs.frozen
class Awarded:
    """
    Points that a pack's Python rule awarded for an episode.

    Attributes:
        pack: The pack that the rule comes from.
        scorer: Id of the rule.
        instrument, item: Ids.
        points: Points, in the range of the item; None where the rule found nothing to
            go by, which is no zero.
    """

    pack: str
    scorer: str
    instrument: str
    item: str
    points: float | None


@attrs.frozen
class Failed:
    """
    A rule that did not score, and why; nothing is known of its item.

    Attributes:
        pack: The pack that the rule comes from.
        scorer: Id of the rule.
        instrument, item: Ids.
        fault: What the pack did wrong.
    """

    pack: str
    scorer: str
    instrument: str
    item: str
    fault: Fault


def scored(registry: Registry, played: Played) -> tuple[Awarded | Failed, ...]:
    """
    Let every Python rule of the loaded packs score an episode.

    Each is given a copy, and whatever it raises, or returns that is no such number, is
    the pack's fault and told as such; the other rules score all the same.

    Args:
        registry: The packs.
        played: The episode. One that was stopped before its end is scored by none.

    Returns:
        What came of each rule, in the order of packs.
    """
    if not played.ending:
        return ()
    return tuple(
        _scored(registry, pack, scorer, played)
        for pack, scorers in registry.scorers.items()
        for scorer in scorers
        if scorer.scores(played.scenario)
    )


def _scored(
    registry: Registry, pack: str, scorer: Scorer, played: Played
) -> Awarded | Failed:
    named = (pack, scorer.id, scorer.instrument, scorer.item)
    where = f"{SCORERS} > scorer '{scorer.id}'"
    low, high = _range(registry, scorer)

    def points() -> float | None:
        answer: object = scorer.score(copy.deepcopy(played))
        if answer is None:
            return None
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            said = f"a value of the class {type(answer).__name__}"
            raise _wrong(where, said, "neither a number nor None")
        if not low <= answer <= high:
            outside = f"outside {low}..{high}, the range of the item"
            raise _wrong(where, str(answer), outside)
        return float(answer)

    try:
        doing = "when an episode was scored"
        return Awarded(*named, attempt(points, pack, where, doing, _MEND))
    except PackError as error:
        return Failed(*named, error.faults[0])


def _range(registry: Registry, scorer: Scorer) -> tuple[int, int]:
    """Return the range of the item; loading has seen to it that there is one."""
    items = registry.library.instruments[scorer.instrument].items
    return next(item.range for item in items if item.id == scorer.item)


def _wrong(where: str, value: str, problem: str) -> PackError:
    mend = "Return a number in the range of the item, or None"
    return PackError([Fault("", "", where, value, problem, mend)])
