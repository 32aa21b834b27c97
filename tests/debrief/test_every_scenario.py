"""Every shipped scenario keeps to what every account keeps to."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debriefed import played, unrecorded
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.review import Verdict
from scenario_engine.debrief.reviewing import review
from scenario_engine.packs import load_packs
from scenario_engine.session.trace import of_session
from searching import at_most

pytestmark = [pytest.mark.packs, pytest.mark.long]

SCENARIOS = load_packs().scenarios


@cache
def knowing() -> Knowing:
    """Return what is known of all of them, worked out once."""
    return Knowing(load_packs(), most=len(SCENARIOS))


@pytest.mark.parametrize("id_", SCENARIOS)
@at_most(2)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_the_terms_sum_to_what_became_of_it(
    id_: str, seed: int, data: st.DataObject
) -> None:
    """Fair and with everything known, to 1e-12; and a bare trace gives the same."""
    last = played(
        knowing().registry.program(id_),
        lambda session: data.draw(st.sampled_from(session.choices)).id,
        seed=seed,
    )
    found = review(of_session(last), knowing())

    assert found.fair is not None
    assert found.full is not None
    for account in (found.fair, found.full):
        terms = account.luck - account.regret
        assert abs(account.result - account.start - terms) <= 1e-12
        assert all(turn.regret >= 0 for turn in account.turns)
        assert all(turn.unbooked >= 0 for turn in account.turns)
    assert review(unrecorded(of_session(last)), knowing()).fair == found.fair


@pytest.mark.parametrize("id_", SCENARIOS)
def test_who_follows_the_advice_is_found_no_fault_with(id_: str) -> None:
    """Every choice is the best one, or made no difference."""
    program = knowing().registry.program(id_)
    trace = of_session(played(program, lambda session: session.choices[0].id))
    adviser = knowing().of(trace).worth.adviser  # type: ignore[union-attr]
    last = played(
        program,
        lambda session: adviser.along(session.history())[-1].advice.advised,  # type: ignore[union-attr]
        seed=1,
    )
    found = review(of_session(last), knowing())

    assert found.fair is not None
    assert {turn.regret for turn in found.fair.turns} == {0.0}
    assert {turn.verdict for turn in found.turns} <= {Verdict.BEST, Verdict.FREE}
    assert found.next_time is None
