"""Quantiles of Student's distribution are the published ones."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from scenario_engine.debrief.cohort.student import quantile, within


@pytest.mark.parametrize(
    ("freedom", "reach"),
    [
        (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (6, 2.447),
        (7, 2.365), (10, 2.228), (15, 2.131), (20, 2.086), (30, 2.042), (60, 2.000),
        (120, 1.980),
    ],
)  # fmt: skip
def test_quantiles_are_those_of_every_printed_table(freedom, reach):
    """At 95%, to the three places that are printed."""
    assert quantile(freedom, 0.95) == pytest.approx(reach, abs=5.1e-4)


def test_the_expansion_goes_on_where_the_sum_stops():
    """Neighbours on both sides of the seam differ as neighbours do."""
    before, at, after = (quantile(freedom, 0.95) for freedom in (199, 200, 201))

    assert before > at > after
    assert at - after == pytest.approx(before - at, rel=0.02)


def test_many_degrees_of_freedom_are_the_normal_distribution():
    """As they grow, from above."""
    normal = NormalDist().inv_cdf(0.975)

    assert normal < quantile(10**6, 0.95) < normal + 1e-5


def test_one_degree_of_freedom_is_the_distribution_of_cauchy():
    """Half of it lies within 1."""
    assert within(1, 1.0) == pytest.approx(0.5)
    assert quantile(2, 0.5) == pytest.approx(2**-0.5 * 2 / 3**0.5, rel=1e-6)
