"""The debrief as Markdown."""

from __future__ import annotations

import pytest

import reviews
from scenario_engine.debrief.documents.markdown import markdown
from scenario_engine.packs import Registry

NOTHING = Registry()


def test_it_has_the_sections_of_the_page():
    """The same document, in another form."""
    lines = markdown(reviews.review(), NOTHING).splitlines()

    assert [line for line in lines if line.startswith(("# ", "## "))] == [
        "# Two hours without news", "## De-escalated", "## The course",
        "## Skill and luck", "## To take along", "## Turn by turn", "## Scores",
        "## Rules of the house", "## For instructors", "## Afterwards",
    ]  # fmt: skip
    assert "| 2\\. There is no reason to shout. | ◆ grave mistake | 48% | " in (
        "\n".join(lines)
    )


@pytest.mark.parametrize(
    "review",
    [reviews.not_evaluable(), reviews.stopped(), reviews.not_begun()],
    ids=["not evaluable", "stopped", "not begun"],
)
def test_every_review_can_be_written(review):
    """It ends with one line end, and holds no markup of its own."""
    text = markdown(review, NOTHING)

    assert text.endswith("0.1.0\n")
    assert "<" not in text


def test_a_trainee_gets_what_is_theirs():
    """The part for instructors can be left out."""
    assert "For instructors" not in markdown(reviews.review(), NOTHING, full=False)


def test_hostile_texts_have_no_meaning():
    """No tag, no link, no picture, wherever they come from."""
    hostile = "</td><script>x</script>[a](javascript:b)![c](d)"
    text = markdown(reviews.with_texts(lambda _: hostile), NOTHING)

    assert "\\<script\\>x\\</script\\>\\[a\\](javascript:b)\\!\\[c\\](d)" in text
    assert "<" not in text.replace("\\<", "")
    assert "[" not in text.replace("\\[", "")
