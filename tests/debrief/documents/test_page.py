"""The debrief as a page: all that a review holds, and nothing that could run."""

from __future__ import annotations

import re
from functools import partial

import attrs
import pytest

import reviews
from markup_reading import read_markup
from scenario_engine.analysis.values import Status
from scenario_engine.debrief.documents.page import page
from scenario_engine.debrief.documents.turning import at_work
from scenario_engine.packs import Registry
from scenario_engine.vocabulary import Library, Reference, Technique

NOTHING = Registry()
KNOWING = Registry(
    Library().with_pack(
        "core",
        {
            "techniques": [
                Technique(
                    id="active-listening",
                    name="Active listening",
                    family="listening",
                    does="…",
                )
            ],
            "references": [
                Reference(
                    id="a-book",
                    title="The power of listening at work",
                    address="https://doi.org/10.1000/1",
                )
            ],
        },
    )
)
CASES = {
    "whole": reviews.review(),
    "not evaluable": reviews.not_evaluable(),
    "stopped": reviews.stopped(),
    "not begun": reviews.not_begun(),
    "in harm": reviews.review(ending="harm"),
    "neutral": reviews.review(ending="neutral"),
    "bare": reviews.review(
        turns=(), gauges=(), keep=None, next_time=None, scores=(), score=None,
        ratios=(), policies=(), aftercare="", fair=None, full=None, setting="",
    ),
}  # fmt: skip
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)> javascript:alert(3)'


def sections(text):
    """Return which titles of sections stand in *text*."""
    titles = (
        "The course", "Skill and luck", "One thing to keep",
        "One thing to try next time", "Turn by turn", "Scores", "Rules of the house",
        "For instructors", "Afterwards",
    )  # fmt: skip
    return [title for title in titles if title in text]


@pytest.mark.parametrize("case", CASES)
def test_every_review_makes_a_page(case):
    """Strictly well formed, with every link leading to a place that there is."""
    read = read_markup(page(CASES[case], NOTHING))
    ids = read.attributes("id")

    assert len(set(ids)) == len(ids)
    assert {link for link in read.attributes("href") if link.startswith("#")} <= {
        f"#{id_}" for id_ in ids
    }
    assert {
        part
        for name in ("aria-labelledby", "aria-describedby")
        for value in read.attributes(name)
        for part in value.split()
    } <= set(ids)
    assert "predicts nothing about real people, and it is no test" in read.text


def test_a_whole_review_has_every_section():
    """In the order in which they are read."""
    found = read_markup(page(CASES["whole"], NOTHING)).texts
    places = [found.index(title) for title in sections(found)]

    assert len(places) == 9
    assert places == sorted(places)


def test_what_there_is_nothing_to_say_about_is_left_out():
    """An episode that was stopped has no scores, no rules, nothing to try next time."""
    texts = read_markup(page(CASES["stopped"], NOTHING)).texts

    assert sections(texts) == [
        "The course", "Skill and luck", "One thing to keep", "Turn by turn",
        "For instructors",
    ]  # fmt: skip
    assert "Stopped before the end" in texts
    assert sections(read_markup(page(CASES["bare"], NOTHING)).texts) == [
        "For instructors"
    ]


def test_a_choice_has_its_verdict_its_worth_and_its_reasons():
    """With what could not be known marked as such, and what did not matter left out."""
    text = read_markup(page(CASES["whole"], KNOWING)).text

    assert "◆ grave mistake : worth 55%, 35 percentage points below the best." in text
    assert "against it: she had not been heard yet" in text
    assert "she has been let down before (this could not be known then)" in text
    assert "for it: you had listened (it showed in turn 1: “Finally.” )" in text
    assert "it is late" not in text
    assert "The authors mark it as good practice here." in text
    assert "◆ broken Call for help in a crisis." in text
    assert "+1 Own calm" in text
    assert "(Active listening)" in text


def test_a_reason_is_told_once():
    """It may be at work in several outcomes of one choice; the other way is another."""
    turn = reviews.review().turns[1]
    option = turn.chosen
    against = option.reasons[0]
    again = attrs.evolve(
        option,
        reasons=(
            against,
            attrs.evolve(against, by=0.3),
            attrs.evolve(against, helps=True),
        ),
    )

    assert at_work(again) == (against, again.reasons[2])


def test_the_advice_has_the_line_that_showed_it():
    """What was chosen, what to try, why, a question, and where to read on."""
    text = read_markup(page(CASES["whole"], KNOWING)).text
    advice = text[text.index("One thing to try next time") :]
    advice = advice[: advice.index("Turn by turn")]

    for part in (
        "Turn 3", "She looks at the doors.", "“Who can I speak to?” daughter, strongly",
        "You chose: “I am sorry that you have been left alone with it.”",
        "Worth trying: “What have you been told so far?” (Active listening)",
        "an apology sounds like an ending", "To think about: What did your apology",
        "Read on: Listen before you apologise; A title that no pack has",
    ):  # fmt: skip
        assert part in advice


def test_a_source_whose_address_is_known_is_a_link():
    """The others are told by their titles."""
    assert "https://doi.org/10.1000/1" in page(CASES["whole"], KNOWING)
    assert "https://" not in page(CASES["whole"], NOTHING)


def test_skill_and_luck_are_told_in_words():
    """The sum of the account, with nothing rounded away that could be missed."""
    text = read_markup(page(CASES["whole"], NOTHING)).text

    assert (
        "At the start the best play, by what could be seen, had a chance of 86%. Your "
        "choices gave away 42 percentage points; chance then added 56 percentage "
        "points. The result is 100%: the goal was reached." in text
    )


@pytest.mark.parametrize(
    ("start", "regret", "luck", "ending", "said"),
    [
        (0.5, 0.0, 0.0, "neutral", "gave nothing away; chance neither added nor took"),
        (0.5, 0.01, -0.49, "harm", "gave away 1 percentage point; chance then took 49"),
        (0.5, 0.75, 0.25, "harm", "75 percentage points (what chance gives back can"),
        (0.5, 0.0, -0.2, "", "When it was stopped, 30% was left."),
    ],
)
def test_what_chance_took_is_told_too(start, regret, luck, ending, said):
    """And an episode that goes on has no result."""
    account = reviews.account()
    booked = attrs.evolve(account.turns[0], regret=regret, luck=luck)
    result = start - regret + luck
    fair = attrs.evolve(account, start=start, result=result, turns=(booked,))

    assert (
        said
        in read_markup(page(reviews.review(fair=fair, ending=ending), NOTHING)).text
    )


def test_a_trainee_is_not_told_what_only_somebody_who_knows_everything_could():
    """Instructors have it in a part of its own, which a trainee's own page leaves out."""
    full = attrs.evolve(reviews.account(), method="everything known")
    shown = reviews.review(full=full)

    assert "everything known" in page(shown, NOTHING)
    assert "For instructors" not in page(shown, NOTHING, full=False)
    assert "everything known" not in page(shown, NOTHING, full=False)
    assert "the states were not recorded" in page(CASES["stopped"], NOTHING)


def test_what_cannot_be_judged_is_no_zero():
    """It says why, and there is no account of what cannot be added up."""
    text = read_markup(page(CASES["not evaluable"], NOTHING)).text

    assert "□ not evaluable" in text
    assert "What could be believed then cannot be worked out." in text
    assert "One turn cannot be evaluated" in text
    assert "Skill and luck" not in text
    assert "0% " not in re.findall("3. .{80}", text)[0]


def test_values_say_how_far_to_trust_them():
    """Exact, or between proven bounds, and how they were found."""
    bounded = reviews.review(fair=reviews.account(Status.BOUNDED))

    assert "between proven bounds (beliefs over 42 situations)" in page(
        bounded, NOTHING
    )


def test_scores_stand_beside_what_could_be_expected():
    """With their source, and a word where an instrument is only imitated."""
    text = read_markup(page(CASES["whole"], NOTHING)).text

    assert "Own calm 4 0 to 5 1.23 4.50" in text
    assert "Force used (fewer is better) 0 0 to 5 1.23 not known" in text
    assert "An imitation, not the instrument" in text
    assert "Source: A published scale. Licence: ask the authors." in text
    assert "Reflections to questions 2 to 3 0.67" in text


def test_hostile_texts_are_shown_as_texts():
    """A script in a persona's name, in a cue, in the name of whoever played."""
    hostile = reviews.with_texts(lambda text: f"{text}{HOSTILE}")
    written = page(hostile, NOTHING)
    read = read_markup(written)
    allowed = read_markup(page(CASES["whole"], NOTHING))

    assert read.tags() == allowed.tags()
    assert {name for _, held in read.elements for name in held} == {
        name for _, held in allowed.elements for name in held
    }
    assert "<script" not in written
    assert "<img" not in written
    assert read.text.count("<script>alert(1)</script>") > 50
    assert not any("javascript" in link for link in read.attributes("href"))


def test_long_words_and_odd_characters_are_no_trouble():
    """A name of eight thousand letters, another script, a character that is none."""
    for text in ("x" * 8000, "漢字\u202e🙂\x00", "\ud800", " "):
        shown = reviews.with_texts(partial(lambda text, _: text, text))
        assert read_markup(page(shown, NOTHING))


def test_the_same_review_makes_the_same_page():
    """Byte for byte, so that two can be compared."""
    assert page(reviews.review(), NOTHING) == page(reviews.review(), NOTHING)
