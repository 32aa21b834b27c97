"""Words for choices: by published thresholds, and only where a choice mattered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis.advice import Advice, Bounds, ChoiceValue
from scenario_engine.analysis.values import TIE, Status
from scenario_engine.debrief.review import Verdict
from scenario_engine.debrief.verdicts import (
    GRAVE,
    MATTERED,
    MISTAKE,
    SLIP,
    THRESHOLDS,
    TOLERANCE,
    is_as_good,
    mattered,
    verdict,
)


def advice(*worths: float, best: tuple[str, ...] = ("0",)) -> Advice:
    """Return advice on choices that are worth so much, the first of them best."""
    return Advice(
        value=Bounds(worths[0], worths[0]),
        held=worths[0],
        choices=tuple(
            ChoiceValue(str(at), Bounds(worth, worth))
            for at, worth in enumerate(worths)
        ),
        advised="0",
        best=best,
        status=Status.EXACT_UP_TO_ROUNDING,
    )


@pytest.mark.parametrize(
    ("regret", "word"),
    [
        (0.0, Verdict.BEST),
        (0.004, Verdict.BEST),
        (0.006, Verdict.SOUND),
        (0.04, Verdict.SOUND),
        (0.06, Verdict.SLIP),
        (0.09, Verdict.SLIP),
        (0.11, Verdict.MISTAKE),
        (0.14, Verdict.MISTAKE),
        (0.16, Verdict.GRAVE),
        (0.9, Verdict.GRAVE),
    ],
)
def test_the_word_follows_from_the_regret(regret: float, word: Verdict) -> None:
    """Beside something that makes the choice matter."""
    assert verdict(advice(0.9, 0.9 - regret, 0.0), "1") is word


def test_the_thresholds_ascend() -> None:
    """Each word is for more regret than the one before it."""
    assert list(THRESHOLDS.values()) == [0.0, TOLERANCE, SLIP, MISTAKE, GRAVE]
    assert sorted(THRESHOLDS.values()) == list(THRESHOLDS.values())


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.booleans())
def test_nothing_is_marked_where_nothing_mattered(
    worths: list[float], marked: bool
) -> None:
    """Where all choices lie closer together than a slip, none of them is a fault."""
    worths.sort(reverse=True)
    found = advice(*worths)
    last = str(len(worths) - 1)
    word = verdict(found, last, is_good_practice=marked)

    assert mattered(found) == (worths[0] - worths[-1] >= MATTERED)
    assert (word is Verdict.FREE) != mattered(found)


@given(st.floats(0, 1))
def test_good_practice_is_no_slip(regret: float) -> None:
    """Where an expert marked a choice, only a mistake is one."""
    found = advice(1.0, 1.0 - regret, 0.0)
    plain = verdict(found, "1")
    marked = verdict(found, "1", is_good_practice=True)

    if found.regret("1") >= MISTAKE or plain is Verdict.BEST:
        assert marked is plain
    else:
        assert marked is Verdict.SOUND


def test_a_choice_that_may_be_the_best_is() -> None:
    """Where values are bounded, no other choice is known to be worth more."""
    found = advice(0.9, 0.8, 0.2, best=("0", "1"))

    assert verdict(found, "1") is Verdict.BEST
    assert is_as_good(found, "1")
    assert not is_as_good(found, "2")


def test_tolerance_is_wider_than_rounding() -> None:
    """And narrower than whatever is marked."""
    assert TIE < TOLERANCE < SLIP
