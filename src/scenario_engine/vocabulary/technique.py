"""The sector-neutral skills that training is about."""

from __future__ import annotations

import attrs

from scenario_engine.vocabulary.fields import are_ids, is_id, is_prose, is_text, one_of

PHASES = ("unsettled", "upset", "strongly-upset", "crisis", "coming-down", "trainee")


@attrs.frozen(kw_only=True)
class Technique:
    """
    A skill that transfers from one sector to another, or its opposite.

    Attributes:
        id: Its id, such as ``active-listening``.
        name: The name the field uses.
        family: The group of techniques that it belongs to.
        anti: Whether this is an anti-technique: a common habit that escalates.
        does: What it does to the person, or to the trainee.
        helps: When it helps.
        backfires: When it backfires.
        phases: The phases in which it has its place.
        sources: Reference keys.
        note: What is known of the evidence, and what is not.
    """

    id: str = attrs.field(validator=is_id)
    name: str = attrs.field(validator=is_text)
    family: str = attrs.field(validator=is_id)
    anti: bool = False
    does: str = attrs.field(validator=is_text)
    helps: str = attrs.field(default="", validator=is_prose)
    backfires: str = attrs.field(default="", validator=is_prose)
    phases: tuple[str, ...] = attrs.field(default=())
    sources: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    note: str = attrs.field(default="", validator=is_prose)

    @phases.validator
    def _known_phases(
        self, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]
    ) -> None:
        for phase in value:
            one_of(*PHASES)(self, attribute, phase)
