"""Between plain data and the vocabulary, both ways."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from scenario_engine.expressions import Expression, Negation, Number, parse
from scenario_engine.packs.files import data_files
from scenario_engine.packs.files.converting import converter
from scenario_engine.packs.files.flaws import Flaw, FlawsError
from scenario_engine.packs.files.structure import (
    is_scenario,
    read_collection,
    read_scenario,
)
from scenario_engine.vocabulary import Change, Effect, Outcome, Reason, Variable

FILES = data_files(Path(__file__).parent / "data", "post")
CONVERTER = converter()


def flaws(value, type_):
    """Return what is wrong with *value* as *type_*."""
    with pytest.raises(FlawsError) as caught:
        CONVERTER.structure(value, type_)
    return caught.value.flaws


def is_plain(value):
    """Whether *value* is made of nothing but what TOML holds."""
    match value:
        case dict():
            return all(type(key) is str and is_plain(value[key]) for key in value)
        case list():
            return all(map(is_plain, value))
        case _:
            return type(value) in {str, bool, int, Decimal}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_was_read_is_written_as_plain_data_and_read_again(file):
    """Nothing is lost on the way, and nothing but TOML's own kinds is written."""
    value = (read_scenario if is_scenario(file) else read_collection)(file)

    plain = CONVERTER.unstructure(value)

    assert is_plain(plain)
    assert CONVERTER.structure(plain, type(value)) == value


def test_what_is_as_it_would_be_anyway_is_not_written():
    """A guard that always holds and a text that is empty need no line."""
    effect = Effect(outcomes=(Outcome(chance=Number("0.5")),))

    assert CONVERTER.unstructure(effect) == {"outcomes": [{"chance": "0.5"}]}


def test_notations_are_written_as_authors_write_them():
    """Expressions and changes are texts."""
    outcome = Outcome(
        chance=parse("0.5*trust"),
        reasons=(Reason(when=parse("a>1"), by=Negation(Number("0.10")), why="so"),),
        change={"trust": Change("add", -1), "heard": Change("set", 2)},
    )

    assert CONVERTER.unstructure(outcome) == {
        "chance": "0.5 * trust",
        "reasons": [{"when": "a > 1", "by": "-0.10", "why": "so"}],
        "change": {"trust": "-1", "heard": "=2"},
    }


@pytest.mark.parametrize(
    ("value", "type_", "structured"),
    [
        (3, int, 3),
        ("3", str, "3"),
        (False, bool, False),
        (3, Decimal, Decimal(3)),
        (Decimal("0.10"), Decimal, Decimal("0.10")),
        ([1, 2], tuple[int, int], (1, 2)),
        ([], tuple[str, ...], ()),
        (None, str | None, None),
        ("x", str | None, "x"),
        (Decimal("0.10"), Expression, Number("0.10")),
        (-2, Expression | None, Negation(Number("2"))),
        (None, Expression | None, None),
        ("=0", Change, Change("set", 0)),
    ],
)
def test_values_of_the_right_kind_are_taken(value, type_, structured):
    """Each kind is taken from itself alone; a decimal from a whole number too."""
    result = CONVERTER.structure(value, type_)

    assert result == structured
    assert type(result) is type(structured)


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("3", int),
        (3.9, int),
        (3.0, int),
        (Decimal(3), int),
        (True, int),
        (None, int),
        (3, str),
        (None, str),
        (["3"], str),
        (b"3", str),
        ("false", bool),
        (0, bool),
        (None, bool),
        (0.5, Decimal),
        ("0.5", Decimal),
        (True, Decimal),
        ("ab", tuple[str, ...]),
        (("a",), tuple[str, ...]),
        ({"a": 1}, tuple[str, ...]),
        ({"a"}, tuple[str, ...]),
        ([1], tuple[int, int]),
        ([1, 2, 3], tuple[int, int]),
        ([], Variable),
        (None, Variable),
        ("range", Variable),
        (0.5, Expression),
        (True, Expression),
        ([1], Expression | None),
        (1, Change),
        (Decimal(1), Change),
    ],
)
def test_nothing_is_coerced(value, type_):
    """What is almost right is refused, never bent."""
    (flaw,) = flaws(value, type_)

    assert "belong" in flaw.problem
    assert flaw.mend


def test_a_binary_number_is_told_apart_from_a_decimal_one():
    """Whoever hands over a float learns that it is not exact."""
    assert flaws(0.5, Decimal) == (
        Flaw(
            (),
            "0.5",
            "a binary number where a number belongs",
            "Write a number, such as 0.5",
        ),
    )


def test_flaws_keep_the_way_to_them():
    """Steps are keys and positions, for whoever has other words for them."""
    data = {"outcomes": [{"chance": "1 +"}, {"chance": 1, "changes": {}}]}

    assert [flaw.steps for flaw in flaws(data, Effect)] == [
        ("outcomes", 0, "chance"),
        ("outcomes", 1, "changes"),
    ]


def test_flaws_say_themselves_in_short():
    """Even untold in an author's words, an error can be read."""
    with pytest.raises(FlawsError, match=r"^outcomes\.0\.chance: missing$"):
        CONVERTER.structure({"outcomes": [{}]}, Effect)


def test_classes_of_others_are_structured_alike():
    """Whatever attrs class a caller has, its own fields are checked so too."""

    @attrs.frozen
    class Bucket:
        litres: int
        label: str = ""

    assert CONVERTER.structure({"litres": 3}, Bucket) == Bucket(3)
    assert [flaw.problem for flaw in flaws({"liters": 3}, Bucket)] == [
        "unknown key",
        "missing",
    ]
