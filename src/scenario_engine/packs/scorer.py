"""Scoring in Python: what a pack's rule is given of an episode, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from scenario_engine.vocabulary.fields import are_ids, is_id


@attrs.frozen
class PlayedTurn:
    """
    One turn of an episode, as plain data.

    Attributes:
        choice: Id of the intervention that was chosen.
        technique, family: Of the intervention.
        addressee: The participant it was addressed to.
        minutes: How long it took.
        visible: The visible variables with their values, when the choice was made.
        cues: What was then seen and heard.
    """

    choice: str
    technique: str
    family: str
    addressee: str
    minutes: int
    visible: Mapping[str, int]
    cues: tuple[str, ...]


@attrs.frozen
class Played:
    """
    An episode that has ended, as plain data; nothing that the trainee could not see.

    Attributes:
        scenario: The scenario's id.
        turns: Its turns.
        visible: The visible variables with their values at the end.
        ending: Id of the ending.
        kind: ``goal``, ``harm`` or ``neutral``.
    """

    scenario: str
    turns: tuple[PlayedTurn, ...]
    visible: Mapping[str, int]
    ending: str
    kind: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that were taken, in order."""
        return tuple(turn.choice for turn in self.turns)

    @property
    def minutes(self) -> int:
        """How long all of it took."""
        return sum(turn.minutes for turn in self.turns)


@attrs.frozen(kw_only=True)
class Scorer:
    """
    A scoring rule in Python, for what no declarative rule can say.

    Attributes:
        id: Its id; no other scorer of its pack has it.
        instrument: Id of the instrument.
        item: Id of the item.
        scenarios: Ids of the scenarios that it scores; all, where none is named.
        score: Returns the points of an episode, in the range of the item; or None
            where there is nothing to go by, which is no zero.
    """

    id: str = attrs.field(validator=is_id)
    instrument: str = attrs.field(validator=is_id)
    item: str = attrs.field(validator=is_id)
    scenarios: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    score: Callable[[Played], float | None] = attrs.field(
        validator=attrs.validators.is_callable()
    )

    def scores(self, scenario: str) -> bool:
        """Tell whether it scores episodes of *scenario*."""
        return not self.scenarios or scenario in self.scenarios
