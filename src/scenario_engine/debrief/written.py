"""Reviews as plain data, for JSON and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.debrief.verdicts import MATTERED, THRESHOLDS, TOLERANCE
from scenario_engine.session.trace import write
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.review import Gauge, Ratio, Review, Reviewed
    from scenario_engine.debrief.whatif import Retry, WhatIf

FORMAT = 1
"""Version of the form."""


def write_review(review: Review) -> dict[str, Any]:
    """
    Return *review* as dicts, lists, texts, numbers, truth values and None.

    ``fair`` and ``full`` are the accounts, None where they cannot be given; ``note``
    then says why. Numbers are not rounded: the identity holds on them.
    """
    trace = write(review.trace)
    return {
        "kind": "scenario_engine review",
        "format": FORMAT,
        "engine": __version__,
        **{key: trace[key] for key in _OF_THE_TRACE},
        "title": review.title,
        "ending": {
            "id": review.trace.ending or None,
            "kind": review.ending or None,
            "told": review.told or None,
        },
        "fair": _account(review.fair),
        "full": _account(review.full),
        "turns": [_turn(turn) for turn in review.turns],
        "gauges": [_gauge(gauge) for gauge in review.gauges],
        "turning_point": review.turning_point,
        "keep": _plain(review.keep),
        "next_time": _plain(review.next_time),
        "scores": [_plain(each) for each in review.scores],
        "score": _plain(review.score),
        "items": [_plain(each) for each in review.items],
        "ratios": [_ratio(each) for each in review.ratios],
        "policies": [_plain(each) for each in review.policies],
        "thresholds": {
            **{word.value: least for word, least in THRESHOLDS.items()},
            "mattered": MATTERED,
            "tolerance": TOLERANCE,
        },
        "aftercare": review.aftercare,
        "note": review.note or None,
    }


_OF_THE_TRACE = (
    "scenario", "pack", "digest", "personas", "player", "strategy", "skill",
    "otherwise", "seed", "episode",
)  # fmt: skip


def write_what_if(found: WhatIf) -> dict[str, Any]:
    """Return two courses side by side as plain data."""
    return {
        "kind": "scenario_engine what if",
        "format": FORMAT,
        "engine": __version__,
        "turn": found.turn,
        "before": _gauge(found.before),
        "chosen": _plain(found.chosen),
        "instead": _plain(found.instead),
        "gain": found.gain,
        "then": found.then,
        "note": found.note or None,
        "played": write_review(found.played),
        "other": write_review(found.other),
    }


def write_retry(found: Retry) -> dict[str, Any]:
    """Return a turn to try again as plain data, with nothing told of any worth."""
    before = _gauge(found.before)
    del before["value"]
    return {
        "kind": "scenario_engine retry",
        "format": FORMAT,
        "engine": __version__,
        "turn": found.turn,
        "before": before,
        "cues": list(found.cues),
        "options": [_plain(option) for option in found.options],
    }


def _account(account: Account | None) -> dict[str, Any] | None:
    if account is None:
        return None
    return {
        "start": account.start,
        "result": account.result,
        "luck": account.luck,
        "regret": account.regret,
        "status": account.status.value,
        "method": account.method,
        "turns": [_plain(turn) for turn in account.turns],
    }


def _turn(turn: Reviewed) -> dict[str, Any]:
    return {
        "number": turn.number,
        "choice": turn.choice,
        "verdict": turn.verdict.value,
        "mattered": turn.mattered,
        "good": turn.good,
        "cues": list(turn.cues),
        "options": [_plain(option) for option in turn.options],
        "policies": [_plain(each) for each in turn.policies],
        "items": [_plain(each) for each in turn.items],
        "note": turn.note or None,
    }


def _gauge(gauge: Gauge) -> dict[str, Any]:
    value, low, high = gauge.composure or (None, None, None)
    return {
        **_plain(gauge),
        "composure": {"value": value, "low": low, "high": high}
        if gauge.composure
        else None,
    }


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {**_plain(ratio), "value": ratio.value}


def _plain(thing: Any) -> Any:
    """Return a record of texts and numbers, and of such records, as dicts and lists."""
    return None if thing is None else _listed(attrs.asdict(thing))


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_listed(each) for each in value]
    return value
