"""Traces gone through: those that cannot be are left out, and the others go on."""

from __future__ import annotations

import attrs
import pytest

from cohorts import put
from scenario_engine.debrief.cohort.found import Gathered
from scenario_engine.debrief.cohort.gathering import gather
from scenario_engine.debrief.cohort.reviewing import GatheringError, reviewed


def test_traces_that_cannot_have_been_are_left_out(traces, tmp_path, registry, knowing):
    """Of another version, of a scenario that is not there, or edited by hand."""
    seen = traces[3].moments[1].observation
    kinder = attrs.evolve(seen, cues=("All is well.",))
    moment = attrs.evolve(traces[3].moments[1], observation=kinder)
    moments = (traces[3].moments[0], moment, *traces[3].moments[2:])
    put(
        tmp_path / "all.jsonl",
        traces[0],
        attrs.evolve(traces[1], digest="0" * 64),
        attrs.evolve(traces[2], scenario="elsewhere"),
        attrs.evolve(traces[3], moments=moments),
    )
    cohort = reviewed(gather([tmp_path], registry), knowing)
    reasons = {each.where[-1]: each.reason for each in cohort.refused}

    assert len(cohort.attempts) == 1
    assert "has changed since" in reasons["2"] or "version" in reasons["2"]
    assert reasons["3"].startswith("No scenario 'elsewhere'.")
    assert "what was seen is not what these dice give" in reasons["4"]


def test_nothing_that_can_be_used_is_refused_with_every_reason(
    tmp_path, registry, knowing
):
    """One message, and nothing goes on."""
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(GatheringError) as caught:
        reviewed(gather([tmp_path, tmp_path / "b"], registry), knowing)

    said = str(caught.value)
    assert said.startswith("There is no trace that can be used. Name files or folders")
    assert f"\n  {tmp_path / 'a.json'}: No JSON, or cut short" in said
    assert f"\n  {tmp_path / 'b'}: No such file or directory" in said


def test_attempts_are_numbered_without_those_left_out(traces, play, knowing):
    """The third of three is the second where the first was refused."""
    found = play({"Ada": 0.3}, episodes=3).found
    broken = attrs.evolve(found[0], trace=attrs.evolve(found[0].trace, digest="0"))
    cohort = reviewed(Gathered((broken, *found[1:])), knowing)

    assert [each.number for each in cohort.attempts] == [1, 2]
    assert len(cohort.refused) == 1


def test_whoever_waits_is_told(play, knowing):
    """How many are done, of how many."""
    told = []
    reviewed(play({"Ada": 0.0}, episodes=3), knowing, lambda *done: told.append(done))

    assert told == [(0, 3), (1, 3), (2, 3)]
