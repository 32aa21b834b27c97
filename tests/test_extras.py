"""Parts that need an extra: loaded when they are used, or refused with the mend."""

from __future__ import annotations

import pytest

from scenario_engine.extras import ExtraError, load


def test_a_part_is_loaded():
    """What is there is returned."""
    assert load("scenario_engine.version", "arrow").__version__


def test_a_missing_library_is_named_with_the_extra(monkeypatch):
    """Whoever lacks it is told what to install."""
    monkeypatch.setattr(
        "scenario_engine.extras.import_module",
        lambda _: __import__("a_library_that_nobody_has"),
    )
    with pytest.raises(ExtraError) as refused:
        load("scenario_engine.version", "arrow")

    assert str(refused.value) == (
        "This needs a_library_that_nobody_has, which is not installed. Install the "
        "extra 'arrow': pip install 'scenario-engine[arrow]'."
    )


def test_a_part_of_ours_that_is_missing_is_a_bug():
    """It is no library that could be installed."""
    with pytest.raises(ModuleNotFoundError):
        load("scenario_engine.no_such_part", "arrow")
