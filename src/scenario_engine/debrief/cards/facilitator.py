"""The facilitator's card: what is behind the scene, and how to lead it."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.cards.actor import who
from scenario_engine.expressions import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenario_engine.packs import Registry
    from scenario_engine.program import Program
    from scenario_engine.vocabulary import Intervention, Participant, Policy, Scenario

_BRIEFING, _LEAST_DEBRIEF = 10, 20


@attrs.frozen
class Timing:
    """
    How long things take, in minutes.

    Attributes:
        briefing: Before the scene.
        play: The scene.
        debrief: After it.
        turns: Exchanges at most.
        told: What the author says of it; may be empty.
    """

    briefing: int
    play: int
    debrief: int
    turns: int
    told: str


@attrs.frozen
class Aim:
    """What the scenario is meant to teach, and by which techniques."""

    text: str
    techniques: tuple[str, ...]


@attrs.frozen
class Rule:
    """
    A rule of the house.

    Attributes:
        text: Its words.
        pattern: When it is broken, in words.
        source, jurisdiction: Where it comes from, and applies; may be empty.
    """

    text: str
    pattern: str
    source: str
    jurisdiction: str


@attrs.frozen
class Hidden:
    """
    Who a participant is, which a trainee is not told.

    Attributes:
        participant, persona: Ids.
        name, role: As people see them.
        chance: How often it is this persona.
        situation, need: What is behind it.
        accepts: What they take as a good end.
    """

    participant: str
    persona: str
    name: str
    role: str
    chance: float
    situation: str
    need: str
    accepts: tuple[str, ...]


@attrs.frozen
class Kept:
    """A quantity of the scene that a trainee does not see: name, meaning, range."""

    name: str
    meaning: str
    low: int
    high: int


@attrs.frozen
class Inject:
    """Something that can happen in between: what, and what puts an end to it."""

    cue: str
    resolved_by: str


@attrs.frozen
class Move:
    """
    Something that trainees can do.

    Attributes:
        technique: Its technique's name.
        line: How it may sound.
        why: What the author says of it.
        is_habit: Whether it is a habit that escalates.
    """

    technique: str
    line: str
    why: str
    is_habit: bool


@attrs.frozen
class Ending:
    """
    A way to end.

    Attributes:
        kind: ``goal``, ``harm`` or ``neutral``.
        text: What is told.
        when: The condition, as the scenario has it.
    """

    kind: str
    text: str
    when: str


@attrs.frozen
class FacilitatorCard:
    """
    What whoever leads a live role play needs.

    Attributes:
        title, setting, content_note, prebrief, aftercare: As the scenario has them.
        stop_word: The word at which everybody stops.
        timing: How long things take.
        aims: What it is meant to teach.
        rules: The rules of the house.
        hidden: Who people are.
        kept: What is hidden else.
        injects: What can happen in between.
        moves: What trainees can do.
        endings: How it can end.
        never: What must not happen, however it is played.
        scores: What is scored, by instrument.
        questions: What to ask afterwards, in order.
    """

    title: str
    setting: str
    content_note: str
    prebrief: str
    aftercare: str
    stop_word: str
    timing: Timing
    aims: tuple[Aim, ...]
    rules: tuple[Rule, ...]
    hidden: tuple[Hidden, ...]
    kept: tuple[Kept, ...]
    injects: tuple[Inject, ...]
    moves: tuple[Move, ...]
    endings: tuple[Ending, ...]
    never: tuple[str, ...]
    scores: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def facilitator_card(registry: Registry, id_: str) -> FacilitatorCard:
    """
    Return the facilitator's card of a scenario.

    Raises:
        NotFoundError: If there is no such scenario.
    """
    scenario, program = registry.scenario(id_), registry.program(id_)
    techniques = registry.library.techniques
    names = {key: each.name for key, each in techniques.items()}
    feedback = {each.id: each for each in _interventions(registry, scenario)}
    return FacilitatorCard(
        title=program.title,
        setting=program.setting,
        content_note=program.content_note,
        prebrief=program.prebrief,
        aftercare=program.aftercare,
        stop_word=scenario.facilitation.stop_word,
        timing=_timing(program, scenario.facilitation.timing),
        aims=tuple(
            Aim(each.text, tuple(names.get(t, t) for t in each.techniques))
            for each in program.objectives
        ),
        rules=tuple(map(_rule, _policies(registry, scenario, program))),
        hidden=tuple(
            hidden
            for person in scenario.participants
            for hidden in _hidden(registry, id_, person)
        ),
        kept=tuple(
            Kept(each.name, each.meaning, each.low, each.high)
            for each in program.variables
            if not each.visible and each.standard not in {"policy", "persona"}
        ),
        injects=tuple(dict.fromkeys(_injects(registry, scenario))),
        moves=tuple(
            Move(
                names.get(action.technique, action.technique),
                action.lines[0],
                feedback[action.id].feedback.why if action.id in feedback else "",
                action.anti,
            )
            for action in program.actions
        ),
        endings=tuple(
            Ending(each.kind, each.text, to_text(each.guard))
            for each in (*program.endings, program.timeout)
        ),
        never=tuple(each.text for each in program.never),
        scores=tuple(_scores(registry, program)),
        questions=scenario.facilitation.debrief or tuple(_questions(feedback.values())),
    )


def _interventions(registry: Registry, scenario: Scenario) -> Iterator[Intervention]:
    shared = registry.library.interventions
    yield from (shared[name] for name in scenario.uses.interventions if name in shared)
    yield from scenario.interventions


def _timing(program: Program, told: str) -> Timing:
    """Return a usual plan: as long to talk about it as to play it, or longer."""
    each = median(action.minutes for action in program.actions)
    play = max(round(program.horizon * each), 5)
    return Timing(_BRIEFING, play, max(2 * play, _LEAST_DEBRIEF), program.horizon, told)


def _policies(
    registry: Registry, scenario: Scenario, program: Program
) -> Iterator[Policy]:
    own = {policy.id: policy for policy in scenario.policies}
    for monitor in program.monitors:
        yield own.get(monitor.policy) or registry.library.policies[monitor.policy]


def _rule(policy: Policy) -> Rule:
    """Return a rule, with its pattern in words."""
    conditions = {
        name: to_text(value)
        for name in ("event", "first", "then", "after")
        if (value := getattr(policy, name)) is not None
    }
    patterns = {
        "never": "never: {event}",
        "by-the-end": "by the end: {event}",
        "before": "{first} comes before {then}",
        "within": "{then} at most {turns} choices after {after}",
    }
    pattern = patterns[policy.pattern].format(**conditions, turns=policy.turns)
    return Rule(policy.text, pattern, policy.source, policy.jurisdiction)


def _hidden(registry: Registry, id_: str, person: Participant) -> Iterator[Hidden]:
    for persona in who(registry, id_, person):
        yield Hidden(
            person.id,
            persona.id,
            persona.surface.get("name", ""),
            persona.role,
            float(person.one_of.get(persona.id, 1)),
            persona.situation,
            persona.need,
            persona.accepts,
        )


def _injects(registry: Registry, scenario: Scenario) -> Iterator[Inject]:
    """Yield what can happen in between, whoever somebody is."""
    own = {trigger.id: trigger for trigger in scenario.triggers}
    brought = [
        name
        for person in scenario.participants
        for persona in who(registry, scenario.id, person)
        for name in persona.triggers
    ]
    for name in dict.fromkeys((*brought, *scenario.uses.triggers, *own)):
        trigger = own.get(name) or registry.library.triggers[name]
        if trigger.cue:
            yield Inject(trigger.cue, trigger.resolved_by)


def _scores(registry: Registry, program: Program) -> Iterator[tuple[str, str]]:
    """Yield what is scored: instrument and item, as people call them."""
    endings = (*program.endings, program.timeout)
    given = [
        *(reward for action in program.actions for reward in action.rewards),
        *(reward for ending in endings for reward in ending.rewards),
    ]
    for instrument, item in dict.fromkeys((r.instrument, r.item) for r in given):
        known = registry.library.instruments.get(instrument)
        labels = {each.id: each.label for each in known.items} if known else {}
        yield (known.title if known else instrument, labels.get(item, item))


def _questions(interventions: Iterable[Intervention]) -> Iterator[str]:
    """Yield usual questions, in the usual order, and what the author asks."""
    yield from _FIRST
    asked = (each.feedback.reflect.strip() for each in interventions)
    yield from dict.fromkeys(filter(None, asked))
    yield from _LAST


_FIRST = (
    "How was that for you? (To everybody; the actor has left the role before.)",
    "What happened, in a few sentences? What did you want to reach?",
    "When did you notice that something changed, up or down? What did you see or hear?",
)
_LAST = (
    "What do you want to keep?",
    "What do you want to try next time, and what would be its first words?",
)
