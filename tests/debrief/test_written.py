"""Reviews as JSON: everything in it, nothing rounded."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from debriefed import registry, traced, unrecorded
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.reviewing import review
from scenario_engine.debrief.written import write_review
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Reason
from scenes import LISTEN, SCENARIO, effect, outcome, scenario
from searching import at_most

KNOWING = Knowing(registry(SCENARIO))
MADE = KNOWING.registry.program("a-visit")


@at_most(20)
@given(st.integers(0, 2**32), st.data())
def test_the_identity_holds_on_what_is_written(seed: int, data: st.DataObject) -> None:
    """For whoever reads the JSON, to 1e-12."""
    trace = traced(MADE, lambda s: data.draw(st.sampled_from(s.choices)).id, seed=seed)
    told = json.loads(json.dumps(write_review(review(trace, KNOWING))))

    for kind in ("fair", "full"):
        account = told[kind]
        terms = sum(turn["luck"] - turn["regret"] for turn in account["turns"])
        assert abs(account["result"] - account["start"] - terms) <= 1e-12
        for turn, choice in zip(account["turns"], trace.choices, strict=True):
            assert turn["choice"] == choice
            assert turn["regret"] == turn["best"] - turn["value"] >= 0


def test_what_cannot_be_evaluated_is_null_with_a_note() -> None:
    """And never a zero."""
    trace = unrecorded(traced(MADE, lambda session: "listen"))
    told = write_review(review(trace, KNOWING))

    assert told["full"] is None
    assert "nor every state" in told["note"]
    assert told["scores"][0]["points"] is None


def test_reasons_are_written() -> None:
    """As plain truth values and numbers."""
    why = Reason(
        when=LISTEN.effects[0].when, by=LISTEN.effects[0].outcomes[0].chance, why="so"
    )
    listen = LISTEN
    here = registry(
        scenario(
            interventions=(
                type(listen)(
                    id="listen",
                    technique="active-listening",
                    lines=("Tell me.",),
                    effects=(effect(outcome("0.1", why, heard="+1", escalation="-1")),),
                ),
            ),
            policies=(),
        )
    )
    trace = traced(here.program("a-visit"), lambda session: "listen")
    told = json.loads(json.dumps(write_review(review(trace, here))))
    (reason,) = told["turns"][0]["options"][0]["reasons"]

    assert reason["why"] == "so"
    assert reason["helps"] is True
    assert set(reason) == {
        *("why", "by", "outcome", "helps", "was_known", "worth", "since", "shown")
    }


@at_most(10)
@given(programs(largest_horizon=2))
def test_every_review_is_json(made) -> None:
    """Of generated programs, too."""
    library = KNOWING.registry.library
    here = type(KNOWING.registry)(
        library=library.with_pack("sample", {"scenarios": [scenario(id=made.id)]}),
        programs={made.id: made},
    )
    trace = traced(made, lambda session: session.choices[0].id)

    assert json.loads(json.dumps(write_review(review(trace, here))))["turns"]
