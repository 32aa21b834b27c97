"""What a scenario is held against when it is checked."""

from __future__ import annotations

import attrs

from scenario_engine.vocabulary.fields import is_prose, is_share


def _in_unit(usual: float) -> float:
    """Make the field of a number in 0..1."""
    made: float = attrs.field(default=usual, converter=float, validator=is_share)
    return made


@attrs.frozen(kw_only=True)
class Thresholds:
    """
    What a good training scenario keeps to.

    A value is a chance of the goal from the start; a share is of the best value.
    All are conventions of this project: a pack, or a scenario, can set its own.

    Attributes:
        best: The best play reaches the goal at least this often.
        random: Uniform random play reaches it at most this often.
        repeat: Repeating any one intervention reaches it at most this often.
        thoughtless: No strategy without thought reaches more than this share.
        no_return: No single choice loses the goal for good with more than this
            chance.
        cliff: No single choice costs more than this share.
        debt: No mistake that can be mended costs more than this share of the turns.
        objective: Without an objective's techniques at least this share is lost.
        breaking: Breaking policies adds at most this share.
        doctrine: Play for the score keeps at least this share.
        disagree: Play for the score makes costly choices in at most this share of its
            turns.
        leak: The look of two options tells the better one at most this often.
        skill: Without any skill at least this share is lost.
        apart: A novice loses at least this share.
        why: Why they are other ones than usual.
    """

    best: float = _in_unit(0.75)
    random: float = _in_unit(0.25)
    repeat: float = _in_unit(0.30)
    thoughtless: float = _in_unit(0.50)
    no_return: float = _in_unit(0.0)
    cliff: float = _in_unit(0.75)
    debt: float = _in_unit(0.75)
    objective: float = _in_unit(0.01)
    breaking: float = _in_unit(0.01)
    doctrine: float = _in_unit(0.80)
    disagree: float = _in_unit(0.10)
    leak: float = _in_unit(0.75)
    skill: float = _in_unit(0.10)
    apart: float = _in_unit(0.25)
    why: str = attrs.field(default="", validator=is_prose)


USUAL = Thresholds()
"""Where neither the scenario nor its pack gives others."""
