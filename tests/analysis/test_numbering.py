"""Codes numbered in the order in which they are found."""

from __future__ import annotations

import numpy as np

from scenario_engine.analysis.numbering import Numbering


def test_codes_that_were_not_added_are_not_found():
    """The others have their numbers."""
    numbering = Numbering()
    assert numbering.find(np.array([5])).tolist() == [-1]

    numbering.add(np.array([7, 3]))
    numbering.add(np.array([5]))
    assert numbering.find(np.array([3, 4, 5, 7, 9])).tolist() == [0, -1, 2, 1, -1]
