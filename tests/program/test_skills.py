"""A trainee in a line of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.errors import NotFoundError
from scenario_engine.program import Trainee
from scenario_engine.program.skills import trainee_of, written
from scenario_engine.program.trainee import SkillError

chances = st.floats(0, 1)
ids = st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True)


@given(st.builds(Trainee, st.dictionaries(ids, chances, max_size=3), chances))
def test_what_is_written_is_read_as_the_same(trainee):
    """Whatever the skills."""
    assert trainee_of(written(trainee)) == trainee


def test_the_rest_is_what_stands_first():
    """Or 1, where nothing does."""
    trainee = trainee_of("skill:0.6,active-listening=0.9")
    skills = [trainee.skill_in(t) for t in ("active-listening", "validate")]

    assert skills == [0.9, 0.6]
    assert trainee_of("skill:validate=0.5") == Trainee({"validate": 0.5}, 1)
    assert written(Trainee({"validate": 0.5})) == "skill:1,validate=0.5"


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("expert", SkillError, "'expert' is no trainee. Write skill:S,TECHNIQUE=S,…"),
        ("skill:", SkillError, "'skill:' is no trainee. Write skill:S,TECHNIQUE=S,…"),
        (
            "skill:1.5",
            SkillError,
            "Skill in every other technique is 1.5, outside 0..1.",
        ),
        (
            "skill:nan",
            SkillError,
            "Skill in every other technique is nan, outside 0..1.",
        ),
        ("skill:x", SkillError, "Skill in every other technique is 'x'. Give a number"),
        ("skill:1,validate=2", SkillError, "Skill in validate is 2.0, outside 0..1."),
        (
            "skill:1,validate=",
            SkillError,
            "Skill in validate is ''. Give a number from",
        ),
        ("skill:1,0.5", SkillError, "skill:1,0.5: '0.5' names nothing. Write skill:S,"),
        (
            "skill:1,validate=0,validate=1",
            SkillError,
            "skill:1,validate=0,validate=1: 'validate' is there twice. Write skill:",
        ),
        (
            "skill:1,valdate=0",
            NotFoundError,
            "No technique 'valdate'. Did you mean 'validate'?",
        ),
        ("skill:1,sing=0", NotFoundError, "No technique 'sing'. `list` shows those"),
    ],
)
def test_who_is_no_trainee_is_refused(text, error, said):
    """With how to write one."""
    with pytest.raises(error) as caught:
        trainee_of(text, ["validate", "set-limit"])
    assert str(caught.value).startswith(said)
