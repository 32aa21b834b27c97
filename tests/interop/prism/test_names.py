"""Names that PRISM takes, each for one thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.interop.prism.names import RESERVED, Names

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("heard", "heard"),
        ("daughter.escalation", "daughter_escalation"),
        ("ask-and-listen", "ask_and_listen"),
        ("made-to-repeat@customer", "made_to_repeat_customer"),
        ("max", "max_"),
        ("module", "module_"),
        ("2nd-try", "_2nd_try"),
        ("", "_"),
        ("über", "_ber"),
    ],
)
def test_a_name_stays_as_close_to_the_wish_as_can_be(wish, name):
    """Foreign signs become underscores, and a reserved word gets one."""
    assert name == Names().give(wish)


def test_two_wishes_that_look_alike_get_two_names():
    """A dot and a dash both become an underscore, and the names still differ."""
    names = Names("turn")

    assert ["a_b", "a_b_2", "a_b_3"] == [names.give(w) for w in ("a.b", "a-b", "a_b")]
    assert names.give("turn") == "turn_2"


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(sorted(RESERVED)))))
def test_names_are_identifiers_and_all_different(wishes):
    """Whatever is wished for."""
    names = Names()
    given_ = [names.give(wish) for wish in wishes]

    assert len(set(given_)) == len(given_)
    assert all(IDENTIFIER.fullmatch(name) for name in given_)
    assert not RESERVED & set(given_)


def test_the_table_says_what_names_stand_for():
    """In the order in which they were given; what has no meaning is left out."""
    names = Names()
    names.give("a.b", "variable 'a.b'")
    names.give("helper")
    names.give("max", "intervention 'max'")

    assert [("a_b", "variable 'a.b'"), ("max_", "intervention 'max'")] == list(
        names.table.items()
    )
