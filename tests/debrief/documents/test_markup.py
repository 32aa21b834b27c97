"""Elements that cannot be made to run or load anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup_reading import read_markup
from scenario_engine.debrief.documents.markup import (
    Element,
    Stylesheet,
    element,
    escape,
    is_address,
    legible,
    write,
)

HOSTILE = '<script>alert(\'1\')</script>" onload="x" &amp; <!-- --> </p>'


@given(st.text())
@pytest.mark.long
def test_every_text_is_read_as_it_was_written(text):
    """Whatever stands in it: nothing of it becomes an element or an attribute."""
    shown = element("p", text, aria_label=text)
    read = read_markup(write(shown))

    assert [tag for tag, _ in read.elements] == ["p"]
    assert "".join(read.texts) == (legible(text) if legible(text).strip() else "")
    assert read.attributes("aria-label") == [legible(text)]


def test_a_script_in_a_text_is_a_text():
    """It is shown, character by character."""
    assert write(element("p", HOSTILE)) == (
        "<p>&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&quot; onload=&quot;x"
        "&quot; &amp;amp; &lt;!-- --&gt; &lt;/p&gt;</p>"
    )


def test_what_would_steer_or_mislead_is_made_visible():
    """Control characters, halves of characters, and turns of the reading direction."""
    assert escape("a\x00b\x1b[0m\u202ec\ud800\u2066") == (
        "a\\x00b\\x1b[0m\\u202ec\\ud800\\u2066"
    )
    assert legible("line\nnext\tcolumn é 漢 🙂") == "line\nnext\tcolumn é 漢 🙂"


@pytest.mark.parametrize("tag", ["script", "iframe", "img", "object", "p onload=x", ""])
def test_an_element_that_documents_do_not_need_is_refused(tag):
    """There is no way to write it by mistake."""
    with pytest.raises(ValueError, match="no document holds <"):
        Element(tag)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcdoc", "action", "x y"])
def test_an_attribute_that_runs_or_loads_is_refused(name):
    """Nor can an attribute be smuggled in with a name that holds a blank."""
    with pytest.raises(ValueError, match="no document holds the attribute"):
        Element("p", {name: "x"})


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "http://a.example", "//a.example", "#",
     "https://a.example/' onclick='x", "JavaScript:x", "https://a b"],
)  # fmt: skip
def test_an_address_that_is_no_page_is_refused(address):
    """A link leads to a place of the page, or to a page that is asked for in safety."""
    assert not is_address(address)
    with pytest.raises(ValueError, match="no document leads to"):
        element("a", "x", href=address)


@pytest.mark.parametrize("address", ["#turn-3", "https://doi.org/10.1186/s12873-019"])
def test_a_place_and_a_page_are_addresses(address):
    """They are written as they are."""
    assert write(element("a", "x", href=address)) == f'<a href="{address}">x</a>'


def test_attributes_have_python_names():
    """None and False are left out, True stands alone."""
    made = element("details", "x", class_="a", open=True, id=None, role=False)

    assert write(made) == '<details class="a" open>x</details>'
    assert write(element("meta", http_equiv="a", content="b")) == (
        '<meta http-equiv="a" content="b">'
    )


def test_a_stylesheet_cannot_close_its_element():
    """It is the one thing that is written as it stands."""
    assert write(element("style", Stylesheet("a > b {}"))) == (
        "<style>a > b {}</style>"
    )
    with pytest.raises(ValueError, match="a stylesheet holds no <"):
        Stylesheet("</style><script>")
