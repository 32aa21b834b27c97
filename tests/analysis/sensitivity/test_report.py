"""Everything about a scenario's unsure numbers in one answer."""

from __future__ import annotations

from scenario_engine.analysis.sensitivity import (
    Widths,
    first_advice,
    robust_range,
    sensitivity,
    swings,
    unfold,
)
from scenes import program


def test_the_report_holds_the_parts() -> None:
    """As they are found one by one."""
    made, widths = program(), Widths(assumption=0.05)
    unfolded = unfold(made, widths=widths)
    found = sensitivity(made, kind="harm", widths=widths, top=1)

    assert ("a-visit", "harm", len(unfolded.parameters), widths) == (
        found.scenario,
        found.kind,
        found.parameters,
        found.widths,
    )
    assert robust_range(unfolded, "harm") == found.range
    assert swings(unfolded, "harm", 1) == found.swings
    assert first_advice(unfolded, "harm") == found.advice
    assert 1 == len(found.swings)
