"""What a field is, from the docstring of its class."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.packs.files.meaning import meaning
from scenario_engine.vocabulary import Collection, Ending, Outcome, Scenario, Variable
from scenario_engine.vocabulary.library import KINDS


@pytest.mark.parametrize(
    ("cls", "field", "said"),
    [
        (Scenario, "horizon", "the turn limit"),
        (Ending, "kind", "'goal' (de-escalated), 'harm' (crisis, unsafe) or 'neutral'"),
        (Variable, "start", "its value at the beginning"),
        (Outcome, "reasons", "named reasons, summed onto chance"),
        (Variable, "nothing", ""),
        (int, "real", ""),
    ],
)
def test_the_first_clause_says_what_a_field_is(cls, field, said):
    """Without its full stop, and with plain quotation marks."""
    assert meaning(cls, field) == said


@pytest.mark.parametrize("cls", [*KINDS.values(), Collection])
def test_every_field_that_must_be_given_has_a_meaning(cls):
    """Whoever forgets a field is told what it is."""
    needed = [field for field in attrs.fields(cls) if field.default is attrs.NOTHING]

    assert all(meaning(cls, field.name) for field in needed)


def test_without_docstrings_nothing_is_said():
    """Python can be told to leave docstrings out."""

    class Bare:
        pass

    assert meaning(Bare, "anything") == ""
