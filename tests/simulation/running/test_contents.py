"""Equal data has an equal digest in every process; other data another one."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import attrs
import numpy as np
import pytest

from scenario_engine.simulation.running.contents import content_digest

CODE = (
    "from scenario_engine.simulation.running.contents import content_digest;"
    "print(content_digest({'b': 1, 'a': (2.5, {'x', 'y', 'z'})}, b'q', None))"
)


@attrs.frozen
class Pair:
    one: object
    other: object


def test_processes_with_other_hashes_agree():
    """A set of texts has another order in each."""
    expected = content_digest({"a": (2.5, {"z", "x", "y"}), "b": 1}, b"q", None)
    for seed in ("0", "1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", CODE],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        ("1", 1),
        ("", None),
        ((1, 2), [1, 2]),
        ((1, (2,)), ((1, 2),)),
        ({"a": 1}, {"a": 2}),
        ({"a"}, {"b"}),
        (Pair(1, 2), Pair(2, 1)),
        (Fraction(1, 2), 0.5),
        (np.zeros(4), np.zeros((2, 2))),
        (np.zeros(4), np.zeros(4, dtype=np.float32)),
        (np.zeros(4), np.ones(4)),
        (b"ab", "ab"),
        (range(3), range(4)),
    ],
)
def test_what_differs_has_another_digest(one, other):
    """In value, type, shape or order."""
    assert content_digest(one) != content_digest(other)
    assert content_digest(one) == content_digest(one)


def test_values_do_not_run_into_each_other():
    """Two texts are not one."""
    assert content_digest("ab", "c") != content_digest("a", "bc")
