"""A trainee in a line of text, as a command line or a study file gives one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from scenario_engine.errors import NotFoundError
from scenario_engine.program.trainee import SkillError, Trainee

if TYPE_CHECKING:
    from collections.abc import Collection

FORM = "skill:S,TECHNIQUE=S,…"
"""How a trainee is written: the skill in everything, then what is not so."""

_HEAD = "skill:"


def trainee_of(text: str, techniques: Collection[str] | None = None) -> Trainee:
    """
    Return the trainee that *text* tells of.

    Args:
        text: ``skill:0.6,active-listening=0.9``: the skill in every technique, in
            0..1, then the skill in some of them. The first may be left out; it is
            then 1.
        techniques: Ids that are known; None not to look.

    Raises:
        SkillError: If it tells of none, or of a skill outside 0..1.
        NotFoundError: If a technique is not known.
    """
    if not text.startswith(_HEAD) or text == _HEAD:
        raise SkillError(f"'{text}' is no trainee. Write {FORM}, such as skill:0.6.")
    otherwise, skill = 1.0, {}
    for number, part in enumerate(text.removeprefix(_HEAD).split(",")):
        name, equals, value = part.rpartition("=")
        if not equals and number == 0:
            otherwise = _number(value, "every other technique")
            continue
        if not name or name in skill:
            problem = f"'{name}' is there twice" if name else f"'{part}' names nothing"
            raise SkillError(f"{text}: {problem}. Write {FORM}.")
        _refuse_unknown(name, techniques)
        skill[name] = _number(value, name)
    return Trainee(skill, otherwise)


def written(trainee: Trainee) -> str:
    """Write *trainee* so that `trainee_of` reads the same again."""
    skills = (f"{name}={_short(float(s))}" for name, s in trainee.skill.items())
    return _HEAD + ",".join((_short(float(trainee.otherwise)), *skills))


def _number(text: str, what: str) -> float:
    try:
        return float(text)
    except ValueError:
        msg = f"Skill in {what} is '{text}'. Give a number from 0 to 1."
        raise SkillError(msg) from None


def _refuse_unknown(name: str, techniques: Collection[str] | None) -> None:
    if techniques is None or name in techniques:
        return
    close = get_close_matches(name, techniques, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else "`list` shows those there are."
    raise NotFoundError(f"No technique '{name}'. {hint}")


def _short(number: float) -> str:
    return str(int(number)) if number in (0.0, 1.0) else repr(number)
