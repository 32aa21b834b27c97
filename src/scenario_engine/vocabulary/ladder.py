"""The ordered escalation levels of a published model."""

from __future__ import annotations

import attrs

from scenario_engine.vocabulary.fields import (
    are_texts,
    is_id,
    is_prose,
    is_text,
    not_empty,
)


@attrs.frozen(kw_only=True)
class Level:
    """
    One level of a ladder.

    Attributes:
        label: Its short name.
        description: What it means, in neutral words.
        cues: What can be seen or heard at this level.
        response: What the model asks of the person who responds.
    """

    label: str = attrs.field(validator=is_text)
    description: str = attrs.field(validator=is_text)
    cues: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    response: str = attrs.field(default="", validator=is_prose)


@attrs.frozen(kw_only=True)
class Ladder:
    """
    A ladder of escalation levels, from calm (level 0) upwards.

    Attributes:
        id: Its id.
        title: The model's name.
        levels: From level 0 (calm) to the highest.
        descent: Phases of coming down, which are no levels of their own.
        source: A reference key.
        note: What the model says beyond its levels, and what it does not say.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    levels: tuple[Level, ...] = attrs.field(validator=not_empty)
    descent: tuple[Level, ...] = ()
    source: str
    note: str = attrs.field(default="", validator=is_prose)
