"""How many people it takes: the numbers that textbooks and their tables give."""

from __future__ import annotations

import pytest

from scenario_engine.study import power


@pytest.mark.parametrize(
    ("found", "needed"),
    [
        # J. Cohen, Statistical Power Analysis, 2nd edition 1988, tables 2.4.1 and 3.4.1.
        (power.of_difference(0.2, 100), 394),
        (power.of_difference(0.5, 100), 64),
        (power.of_difference(-0.8, 100), 26),
        (power.of_correlation(0.3, 100), 85),
        (power.of_correlation(-0.1, 100), 783),
        # A paired test of half a standard deviation, as G*Power has it.
        (power.of_change(0.5, 100), 34),
    ],
)
def test_the_sample_needed_is_that_of_the_tables(found, needed):
    """For 80 in 100, two-sided, at 5 in 100; the sign makes no difference."""
    assert found.needed == pytest.approx(needed, abs=1)


def test_half_the_people_of_a_textbook_have_the_power_it_says():
    """D = 0.5 with 64 in each group: 80 in 100."""
    assert power.of_difference(0.5, 64).chance == pytest.approx(0.80, abs=0.005)


def test_rates_and_shares_need_what_their_normal_formula_says():
    """
    Within two in a hundred.

    Rates: n = (1.96 + 0.84)**2 (1/a + 1/b) / log(a/b)**2, Lehr's form for events.
    """
    found = power.of_rates(0.5, 0.4, 100).needed or 0
    expected = (1.96 + 0.8416) ** 2 * (1 / 0.5 + 1 / 0.4) / 0.049793

    assert found == pytest.approx(expected, rel=0.02)
    assert power.of_rates(0.5, 0.4, 100, dispersion=2).needed == pytest.approx(
        2 * found, abs=2
    )
    assert power.of_shares(0.3, 0.5, 100).needed == 93
    assert power.of_shares(0.3, 0.5, 100, spread=3).needed == 31


def test_what_is_not_there_takes_more_people_than_there_are():
    """And what is beyond doubt takes the fewest that a test can have."""
    assert power.of_difference(0.0, 50).needed is None
    assert power.of_rates(0.0, 0.4, 50).needed is None
    assert (
        power.of_difference(9.0, 50).needed,
        power.of_difference(9.0, 50).chance,
    ) == (4, 1)
