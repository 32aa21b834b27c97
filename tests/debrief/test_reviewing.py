"""A review: every turn gone through, one thing to keep, one to try next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debriefed import played, registry, traced, unrecorded
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.review import Gauge, Verdict
from scenario_engine.debrief.reviewing import review, turning_point
from scenario_engine.debrief.verdicts import MARKED, MISTAKE, SLIP, TURNING
from scenario_engine.errors import SavedError
from scenario_engine.expressions import parse
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session
from scenario_engine.vocabulary.intervention import Feedback
from scenes import CALM_DOWN, LIMIT, LISTEN, SCENARIO, effect, outcome
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.debrief.review import Review

SAID = Feedback(
    why="Being heard comes first.", reflect="For whom was it?", led_to="More."
)
SPOKEN = attrs.evolve(
    SCENARIO,
    interventions=(
        attrs.evolve(LISTEN, feedback=SAID),
        attrs.evolve(CALM_DOWN, feedback=Feedback(reflect="Whose calm was it?")),
        LIMIT,
    ),
)
HERE = registry(SPOKEN)
KNOWING = Knowing(HERE)
MADE = HERE.program("a-visit")


def going(*choices: str, seed: int = 0) -> Review:
    """Review an episode in which these choices are taken, then the last of them."""
    turns = iter(choices)
    trace = traced(MADE, lambda s: next(turns, choices[-1]), seed=seed)
    return review(trace, KNOWING)


@at_most(40)
@given(st.integers(0, 2**32), st.data())
def test_every_turn_is_gone_through(seed: int, data: st.DataObject) -> None:
    """What was offered, what was chosen, what was seen: as the session had it."""
    last = played(MADE, lambda s: data.draw(st.sampled_from(s.choices)).id, seed=seed)
    found = review(of_session(last), KNOWING)
    history = [*last.history()]

    assert len(found.gauges) == len(found.turns) + 1 == len(history)
    for turn, before, after in zip(found.turns, history, history[1:], strict=False):
        assert turn.choice == after.choice
        assert [option.id for option in turn.options] == [c.id for c in before.choices]
        assert turn.cues == after.observation.cues
        assert turn.chosen.id == turn.choice
        assert turn.fair is not None
        assert turn.chosen.value == pytest.approx(turn.fair.value)
        assert turn.before.levels == {
            "visitor": before.observation.visible["visitor.escalation"]
        }
        assert turn.before.value == turn.fair.best
        assert any(option.is_best for option in turn.options)
        assert (turn.verdict in MARKED) <= turn.mattered
    assert found.ending == last.ending.kind  # type: ignore[union-attr]
    assert found.gauges[-1].value == (found.ending == "goal")


def test_gauges_say_how_it_looked() -> None:
    """Levels in words, what was said at them, and the trainee's own calm."""
    gauge = going("listen").gauges[0]

    assert gauge.labels == {"visitor": MADE.participants[0].levels[2]}
    assert gauge.voice == {"visitor": MADE.participants[0].voice[2][0]}
    assert gauge.composure == (2, 0, 3)


def test_the_turning_point_is_where_most_changed() -> None:
    """The first of the largest changes of what it was worth, in either direction."""

    def gauges(*values: float | None) -> tuple[Gauge, ...]:
        return tuple(Gauge({}, {}, None, value) for value in values)

    assert turning_point(gauges(0.5, 0.6, 0.2, 0.5)) == 2
    assert turning_point(gauges(0.5, 0.25, 0.5)) == 1
    assert turning_point(gauges(0.5, 0.5 + TURNING / 2)) is None
    assert turning_point(gauges(0.5)) is None
    assert turning_point(gauges(None, None)) is None


def test_next_time_is_the_better_choice_where_most_was_given_away() -> None:
    """In the author's words, with a question about what was done instead."""
    found = going("calm-down")
    remark = found.next_time

    assert remark is not None
    worst = max(found.turns, key=lambda turn: turn.fair.regret)  # type: ignore[union-attr]
    assert (remark.turn, remark.chosen) == (worst.number, "calm-down")
    assert (remark.option, remark.why) == ("listen", "Being heard comes first.")
    assert remark.led_to == "More."
    assert remark.reflect == "Whose calm was it?"
    assert remark.technique == "Listen"


def test_what_to_keep_was_worth_more_than_what_was_offered_on_average() -> None:
    """It is one of the good choices; where all was bad, there is none."""
    good, bad = going("listen"), going("calm-down")

    assert good.keep is not None
    assert good.keep.option == good.keep.chosen == "listen"
    assert good.turns[good.keep.turn - 1].verdict in {Verdict.BEST, Verdict.SOUND}
    assert bad.keep is None


def test_the_catalogue_speaks_where_the_author_does_not() -> None:
    """What the technique does, and the titles of its sources."""
    here = registry(SCENARIO)
    trace = traced(here.program("a-visit"), lambda session: "calm-down")
    remark = review(trace, here).next_time
    technique = here.library.techniques["active-listening"]

    assert remark is not None
    assert remark.why == technique.does
    assert remark.source == tuple(
        here.library.references[key].title for key in technique.sources
    )


def test_who_gave_nothing_away_is_told_nothing_to_try() -> None:
    """No fault is found for the sake of it."""
    adviser = KNOWING.about("a-visit", Session.begin(MADE).tables.trainee, {}).worth
    last = played(
        MADE,
        lambda s: adviser.adviser.along(s.history())[-1].advice.advised,  # type: ignore[union-attr]
        seed=3,
    )
    found = review(of_session(last), KNOWING)

    assert {turn.verdict for turn in found.turns} <= {Verdict.BEST, Verdict.FREE}
    assert found.next_time is None


def test_what_cannot_be_evaluated_says_so(monkeypatch) -> None:
    """No verdict, no value, no remark, and why; never a zero."""
    trace = traced(MADE, lambda session: "calm-down")
    knowing = Knowing(HERE)
    monkeypatch.setitem(knowing.of(trace).__dict__, "worth", "too many states")
    found = review(trace, knowing)

    assert (found.fair, found.full, found.note) == (None, None, "too many states")
    assert {turn.verdict for turn in found.turns} == {Verdict.NOT_EVALUABLE}
    assert {option.value for turn in found.turns for option in turn.options} == {None}
    assert {gauge.value for gauge in found.gauges} == {None}
    assert {turn.note for turn in found.turns} == {"too many states"}
    assert (found.keep, found.next_time, found.turning_point) == (None, None, None)
    assert found.policies


def test_a_trace_of_what_was_seen_alone_has_the_same_fair_review() -> None:
    """Written by another program, which knows nothing of what is hidden."""
    trace = traced(MADE, lambda session: "listen", seed=5)
    whole, bare = review(trace, KNOWING), review(unrecorded(trace), KNOWING)

    assert bare.fair == whole.fair
    assert [turn.verdict for turn in bare.turns] == [
        turn.verdict for turn in whole.turns
    ]
    assert bare.full is None
    assert {turn.full for turn in bare.turns} == {None}


def test_visible_variables_may_be_written_in_any_order() -> None:
    """JSON has no order of keys; a belief has."""
    trace = traced(MADE, lambda session: "listen", seed=5)
    turned = attrs.evolve(
        unrecorded(trace),
        moments=tuple(
            attrs.evolve(
                moment,
                state=None,
                good=None,
                observation=attrs.evolve(
                    moment.observation,
                    visible=dict(reversed([*moment.observation.visible.items()])),
                ),
            )
            for moment in trace.moments
        ),
    )

    assert review(turned, KNOWING).fair == review(trace, KNOWING).fair


def test_what_the_program_cannot_show_is_refused() -> None:
    """A trace without states that was edited by hand is found out by what was seen."""
    trace = unrecorded(traced(MADE, lambda session: "listen", seed=5))
    moments = list(trace.moments)
    seen = attrs.evolve(moments[1].observation, cues=("A parrot speaks.",))
    moments[1] = attrs.evolve(moments[1], observation=seen)

    with pytest.raises(SavedError, match="cannot be seen in 'a-visit'"):
        review(attrs.evolve(trace, moments=tuple(moments)), KNOWING)


def test_what_an_expert_marked_is_no_slip() -> None:
    """Where it was marked; a mistake it may be all the same."""
    marked = attrs.evolve(
        CALM_DOWN, technique="set-limit", good_practice=parse("escalation == 2")
    )
    soft = attrs.evolve(marked, effects=(effect(outcome("0.12", escalation="+1")),))
    words = []
    for calm_down in (soft, attrs.evolve(soft, good_practice=None)):
        said = (LISTEN, calm_down)
        here = registry(attrs.evolve(SCENARIO, interventions=said, policies=()))
        session = Session.begin(here.program("a-visit")).step("calm-down")
        (turn,) = review(of_session(session), here).turns
        assert turn.fair is not None
        assert SLIP <= turn.fair.regret
        words.append((turn.verdict, turn.chosen.is_good_practice, turn.fair.regret))

    (first, is_marked, regret), (second, is_not, _) = words
    assert (is_marked, is_not) == (True, False)
    assert second in MARKED
    assert first is (Verdict.SOUND if regret < MISTAKE else second)
