"""A scene to practise in, put together from the rest of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.vocabulary.evidence import Reference
from scenario_engine.vocabulary.facilitation import Facilitation
from scenario_engine.vocabulary.fields import (
    LONGEST_HORIZON,
    FieldError,
    are_chances_of_one,
    are_ids,
    check_name,
    distinct,
    is_id,
    is_name,
    is_prose,
    is_range,
    is_text,
    not_empty,
    one_of,
    whole_between,
)
from scenario_engine.vocabulary.intervention import Intervention
from scenario_engine.vocabulary.persona import Persona
from scenario_engine.vocabulary.policy import Policy
from scenario_engine.vocabulary.safety import Never
from scenario_engine.vocabulary.scoring import ScoringRule
from scenario_engine.vocabulary.thresholds import Thresholds
from scenario_engine.vocabulary.world import Drift, Trigger


@attrs.frozen(kw_only=True)
class Start:
    """
    Where a participant stands when the scenario begins.

    Attributes:
        escalation: Level on the participant's ladder.
        trust: Rapport with the trainee.
    """

    escalation: int
    trust: int = 1


@attrs.frozen(kw_only=True)
class Participant:
    """
    A persona placed in a scene.

    Attributes:
        id: Its name in expressions: ``daughter.escalation``.
        persona: Id of the persona; or
        one_of: chances of several personas, one of which is drawn, hidden from
            the trainee.
        start: Where the participant stands at the beginning.
        trust: Lowest and highest trust.
        visible: Which of ``escalation`` and ``trust`` the trainee can see.
        opening: What the person says first, for an actor.
    """

    id: str = attrs.field(validator=is_name)
    persona: str = ""
    one_of: Mapping[str, Decimal] = attrs.field(
        factory=dict, validator=are_chances_of_one
    )
    start: Start
    trust: tuple[int, int] = attrs.field(default=(0, 3), validator=is_range)
    visible: tuple[str, ...] = attrs.field(default=("escalation",))
    opening: str = attrs.field(default="", validator=is_prose)

    @visible.validator
    def _known(
        self, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]
    ) -> None:
        for word in value:
            one_of("escalation", "trust")(self, attribute, word)

    def __attrs_post_init__(self) -> None:
        """Check that there is a persona, or a draw of several."""
        if bool(self.persona) == bool(self.one_of):
            raise FieldError(
                "persona",
                self.persona,
                "a participant is one persona, or one of several",
                "Give `persona`, or give `one_of`",
            )


@attrs.frozen(kw_only=True)
class Variable:
    """
    A whole number that the scene keeps.

    Attributes:
        range: Lowest and highest value.
        start: Its value at the beginning; or
        draw: chances of its values at the beginning.
        visible: Whether the trainee can see it.
        meaning: What it stands for.
    """

    range: tuple[int, int] = attrs.field(validator=is_range)
    start: int | None = None
    draw: Mapping[str, Decimal] = attrs.field(
        factory=dict, validator=are_chances_of_one
    )
    visible: bool = False
    meaning: str = attrs.field(default="", validator=is_prose)

    def __attrs_post_init__(self) -> None:
        """Check that the beginning is given once, and lies in the range."""
        low, high = self.range
        if (self.start is None) == (not self.draw):
            raise FieldError(
                "start",
                "",
                "a variable has one start, or a draw of several",
                "Give `start`, or give `draw`",
            )
        starts = [str(self.start)] if self.start is not None else list(self.draw)
        for start in starts:
            if start not in {str(value) for value in range(low, high + 1)}:
                raise FieldError(
                    "start" if self.start is not None else "draw",
                    start,
                    f"not a whole number in the range {low}..{high}",
                    "Start inside the range",
                )


COMPOSURE = Variable(
    range=(0, 3), start=2, visible=True, meaning="the trainee's own calm"
)
"""The trainee's composure, where a scenario does not give its own."""


@attrs.frozen(kw_only=True)
class Objective:
    """
    What the scenario is meant to teach.

    Attributes:
        id: Its id.
        text: The objective, in words.
        techniques: Ids of the techniques it is about.
    """

    id: str = attrs.field(validator=is_id)
    text: str = attrs.field(validator=is_text)
    techniques: tuple[str, ...] = attrs.field(validator=[not_empty, are_ids])


@attrs.frozen(kw_only=True)
class Ending:
    """
    A way in which the scenario ends.

    Attributes:
        id: Its id.
        kind: ``goal`` (de-escalated), ``harm`` (crisis, unsafe) or ``neutral``.
        when: The states that end the scenario.
        text: What is told at the end.
    """

    id: str = attrs.field(validator=is_id)
    kind: str = attrs.field(validator=one_of("goal", "harm", "neutral"))
    when: Expression
    text: str = attrs.field(validator=is_text)


@attrs.frozen(kw_only=True)
class Timeout:
    """
    How the scenario ends when the turns run out: never the goal.

    Attributes:
        id: Its id.
        kind: ``neutral`` or ``harm``.
        text: What is told at the end.
    """

    id: str = attrs.field(default="time-is-up", validator=is_id)
    kind: str = attrs.field(default="neutral", validator=one_of("neutral", "harm"))
    text: str = attrs.field(default="Time is up.", validator=is_text)


@attrs.frozen(kw_only=True)
class Uses:
    """
    What a scenario takes, by id, from the packs.

    Attributes:
        interventions: Ids of interventions.
        triggers: Ids of triggers.
        policies: Ids of policies.
        scoring: Ids of scoring rules.
    """

    interventions: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    triggers: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    policies: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    scoring: tuple[str, ...] = attrs.field(default=(), validator=are_ids)


@attrs.frozen(kw_only=True)
class Scenario:
    """
    A scene to practise in.

    Attributes:
        id: Its id.
        title: Its title.
        setting: Where the trainee is, and who they are there.
        horizon: The turn limit.
        participants: Personas placed in the scene.
        personas: Personas that only this scenario uses.
        composure: The trainee's own calm.
        variables: What else the scene keeps, by name.
        interventions: What the trainee can do or say.
        triggers: What raises arousal here.
        world: What else happens by itself, in this order, after the triggers.
        endings: Ways to end, in the order in which they are looked at.
        timeout: The ending when the turns run out.
        objectives: What the scenario is meant to teach.
        never: What must not happen, however it is played.
        policies: Rules of the organisation in this scenario.
        scoring: Scoring rules of this scenario.
        uses: What it takes from the packs by id.
        thresholds: What checks hold it against; where not given, those of its pack.
        references: References that only this scenario uses.
        evidence: Default evidence of the chances in it.
        content_note: What a trainee should know before choosing to play.
        prebrief: What is said before.
        aftercare: What is said after.
        jurisdiction: Where its policies apply.
        facilitation: What live role play needs beside it.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    setting: str = attrs.field(validator=is_text)
    horizon: int = attrs.field(validator=whole_between(1, LONGEST_HORIZON))
    participants: tuple[Participant, ...] = attrs.field(
        validator=[not_empty, distinct()]
    )
    personas: tuple[Persona, ...] = attrs.field(default=(), validator=distinct())
    composure: Variable = COMPOSURE
    variables: Mapping[str, Variable] = attrs.field(factory=dict)
    interventions: tuple[Intervention, ...] = attrs.field(
        default=(), validator=distinct()
    )
    triggers: tuple[Trigger, ...] = attrs.field(default=(), validator=distinct())
    world: tuple[Drift, ...] = attrs.field(default=(), validator=distinct())
    endings: tuple[Ending, ...] = attrs.field(validator=[not_empty, distinct()])
    timeout: Timeout = Timeout()
    objectives: tuple[Objective, ...] = attrs.field(default=(), validator=distinct())
    never: tuple[Never, ...] = attrs.field(default=(), validator=distinct())
    policies: tuple[Policy, ...] = attrs.field(default=(), validator=distinct())
    scoring: tuple[ScoringRule, ...] = attrs.field(default=(), validator=distinct())
    uses: Uses = Uses()
    thresholds: Thresholds | None = None
    references: tuple[Reference, ...] = attrs.field(default=(), validator=distinct())
    evidence: str | None = None
    content_note: str = attrs.field(default="", validator=is_prose)
    prebrief: str = attrs.field(default="", validator=is_prose)
    aftercare: str = attrs.field(default="", validator=is_prose)
    jurisdiction: str = attrs.field(default="", validator=is_prose)
    facilitation: Facilitation = attrs.field(factory=Facilitation)

    def __attrs_post_init__(self) -> None:
        """Check that names in expressions are names, and mean one thing."""
        taken = {participant.id for participant in self.participants}
        for name in self.variables:
            check_name("variables", name)
            if name in taken:
                raise FieldError(
                    "variables",
                    name,
                    "the name of a participant too",
                    "Rename one of the two",
                )
