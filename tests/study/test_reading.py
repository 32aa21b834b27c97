"""Studies are read strictly, and refused with everything that is wrong at once."""

from __future__ import annotations

import pytest

from scenario_engine.errors import NotFoundError
from scenario_engine.packs import load_packs
from scenario_engine.study.reading import StudyError, check, find, read, shipped
from scenario_engine.study.soundness import flaws_of, flaws_with
from studies import REGISTRY, STUDY

GOOD = """
format = 1
id = "short"
title = "A short study"
question = "Does it matter?"
design = "One arm."
unit = "person"
units = "people"
evidence = "assumption"
cohorts = [{ id = "staff", title = "Staff", skill = { mean = 0.5 } }]
settings = [{ id = "desk", title = "The desk", scenario = "a-visit" }]
arms = [{ id = "all", title = "All", cohort = "staff", size = 10, strategy = "best" }]
measures = [{ id = "goal", title = "goal", counts = "goal" },
            { id = "sure", title = "confidence", counts = "confidence" }]
[[contrasts]]
id = "both"
title = "Both"
kind = "correlation"
measure = "goal"
against = "sure"
arms = ["all"]
standing = "prediction"
"""


def faults(text: str) -> list[str]:
    """Read a study that is wrong, and return its faults."""
    with pytest.raises(StudyError) as caught:
        read(text.encode(), "short.toml")
    return str(caught.value).splitlines()


def test_a_study_is_read():
    """With what was not given as it is by default."""
    study = read(GOOD.encode(), "short.toml")

    assert (study.id, study.replications, study.within) == ("short", 200, ("setting",))
    assert study.arms[0].strategy == "best"
    assert study.times == ("after",)


def test_all_faults_are_told_at_once_in_the_authors_words():
    """Unknown keys, missing ones, wrong kinds, numbers out of range."""
    text = (
        GOOD.replace("format = 1", "format = 0")
        .replace("mean = 0.5", "mean = 1.5")
        .replace("size = 10", "size = 3")
        .replace('unit = "person"\n', "")
        .replace('question = "Does', 'qestion = "Does')
    )

    assert faults(text) == [
        "short.toml: format: 0: no such format. Write `format = 1` at the top of the "
        "file.",
        "short.toml: qestion: unknown key. Did you mean 'question'?",
        "short.toml: cohort 'staff' > skill > mean: 1.5: not in 0..1. Give a number "
        "from 0 to 1.",
        "short.toml: arm 'all' > size: 3: not in 4..20000. Give a whole number from 4 "
        "to 20000.",
        "short.toml: question: missing. Give `question`: what is asked.",
        "short.toml: unit: missing. Give `unit`: what one row of the data is.",
    ]


def test_names_of_nothing_are_told_at_once():
    """With what comes close."""
    text = (
        GOOD.replace('cohort = "staff"', 'cohort = "stuff"')
        .replace('measure = "goal"', 'measure = "gaol"')
        .replace('arms = ["all"]', 'arms = ["nobody"]')
    )

    assert faults(text) == [
        "short.toml: arm 'all' > cohort: stuff: no cohort of this name. Did you mean "
        "'staff'?",
        "short.toml: contrast 'both' > measure: gaol: no measure of this name. Did you "
        "mean 'goal'?",
        "short.toml: contrast 'both' > arm 1: nobody: no arm of this name. Known: all.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'kind = "correlation"',
            'kind = "difference"',
            "short.toml: contrast 'both' > arms: all: 1 where a difference has 2. Name "
            "2.",
        ),
        (
            'against = "sure"\n',
            "",
            "short.toml: contrast 'both' > against: a correlation is with another "
            "measure, and nothing else is. Name the other measure, of a correlation "
            "alone.",
        ),
        (
            'against = "sure"',
            'against = "goal"',
            "short.toml: contrast 'both' > against: goal: a measure correlates with "
            "itself. Name another one.",
        ),
        (
            'standing = "prediction"',
            'standing = "prediction"\ntime = "before"',
            "short.toml: contrast 'both' > time: before: nobody practises, so it is "
            "measured once. Leave `time` out.",
        ),
        (
            'counts = "goal"',
            'counts = "item"',
            "short.toml: measure 'goal' > instrument: missing. Say which instrument.",
        ),
        (
            'evidence = "assumption"',
            'evidence = "assumption"\nwithin = ["room"]',
            "short.toml: within > entry 1: room: not a word known here. Use one of arm, setting.",
        ),
        (
            'evidence = "assumption"',
            'evidence = "assumption"\n'
            'sweeps = [{ rate = "feedback.skil", values = [2], contrasts = ["both"] }]',
            "short.toml: sweep 1 > rate: feedback.skil: no rate of this name. Did you "
            "mean 'feedback.skill'?",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(old, new, said):
    """One at a time, word for word."""
    assert faults(GOOD.replace(old, new, 1))[0] == said


def test_what_is_no_toml_is_refused():
    """With the place."""
    [fault] = faults("id = ")

    assert fault.startswith("short.toml: the end of the file: id =: not TOML: ")


def test_what_the_packs_do_not_give_is_told_at_once():
    """Scenarios, personas, families, items and references."""
    study = read(
        GOOD.replace('"a-visit"', '"a-vist"')
        .replace(
            "mean = 0.5 }",
            'mean = 0.5, evidence = "a-bok" }, families = { listning = { mean = 0.5 } }',
        )
        .encode(),
        "short.toml",
    )
    with pytest.raises(StudyError) as caught:
        check(study, flaws_with(study, REGISTRY))

    assert str(caught.value).splitlines() == [
        "study 'short': setting 'desk' > scenario: a-vist: no scenario of this name. Did "
        "you mean 'a-visit'?",
        "study 'short': cohort 'staff' > families > listning: listning: no family of "
        "this name. Did you mean 'listening'?",
        "study 'short': cohort 'staff' > skill > evidence: a-bok: no reference of this "
        "name. Did you mean 'a-book'?",
    ]


def test_a_study_made_in_python_is_held_to_the_same():
    """It is told by its id."""
    assert flaws_of(STUDY) == ()
    assert flaws_with(STUDY, REGISTRY) == ()


def test_studies_are_found_by_name_and_by_file(tmp_path):
    """Those that come along, and a file of one's own."""
    path = tmp_path / "short.toml"
    path.write_text(GOOD, encoding="utf-8")

    assert find(str(path)).id == "short"
    assert [find(name).id for name in shipped()] == list(shipped())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ripple-efect", "No study 'ripple-efect'. Did you mean 'ripple-effect'?"),
        ("zzz", "No study 'zzz'. There are emotional-skill, listening-first, "),
        ("nowhere.toml", "nowhere.toml: No such file or directory. Name another file."),
    ],
)
def test_a_study_that_is_not_there_is_refused(name, said):
    """With what there is."""
    with pytest.raises(NotFoundError) as caught:
        find(name)
    assert str(caught.value).startswith(said)


@pytest.mark.packs
@pytest.mark.parametrize("name", shipped())
def test_a_shipped_study_names_nothing_that_is_not_there(name):
    """Every scenario, persona, technique, item and reference of it is in the packs."""
    assert flaws_with(find(name), load_packs()) == ()


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_study_says_where_it_stands(name):
    """Each contrast with a published figure beside it, or a reading; and cautions."""
    study = find(name)

    assert study.cautions
    for contrast in study.contrasts:
        assert (
            contrast.reading or contrast.published or contrast.id == "health-to-school"
        )
