"""What live role play needs beside the scene: time, a stop word, questions."""

from __future__ import annotations

import attrs

from scenario_engine.vocabulary.fields import are_texts, is_prose, is_text


@attrs.frozen(kw_only=True)
class Facilitation:
    """
    What whoever leads a scenario as live role play should have at hand.

    Nothing of it bears on play: it is no part of the program.

    Attributes:
        timing: How long it takes, and when to stop.
        stop_word: The word at which everybody stops at once.
        debrief: Questions to talk about afterwards, in order.
    """

    timing: str = attrs.field(default="", validator=is_prose)
    stop_word: str = attrs.field(default="Stop", validator=is_text)
    debrief: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
