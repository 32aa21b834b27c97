"""The facilitator's card: what is behind the scene, and how to lead it."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from scenario_engine.debrief.cards.actor import who
from scenario_engine.debrief.cards.guide import (
    Aim,
    Ending,
    FacilitatorCard,
    Hidden,
    Inject,
    Kept,
    Move,
    Rule,
    Timing,
)
from scenario_engine.expressions import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.packs import Registry
    from scenario_engine.program import Program
    from scenario_engine.vocabulary import Intervention, Participant, Policy, Scenario

QUESTIONS = (
    "How was that for you? (To everybody; the actor has left the role before.)",
    "What happened, in a few sentences? What did you want to reach?",
    "When did you notice that something changed, up or down? What did you see or hear?",
    "What do you want to keep?",
    "What do you want to try next time, and what would be its first words?",
)
"""What is asked where the author gives no questions: feelings, facts, and what next."""

_BRIEFING, _LEAST_DEBRIEF = 10, 20


def facilitator_card(registry: Registry, id_: str) -> FacilitatorCard:
    """
    Return the facilitator's card of a scenario.

    Raises:
        NotFoundError: If there is no such scenario.
    """
    scenario, program = registry.scenario(id_), registry.program(id_)
    techniques = registry.library.techniques
    names = {key: each.name for key, each in techniques.items()}
    feedback = {each.id: each.feedback for each in _interventions(registry, scenario)}
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
        jurisdiction=scenario.jurisdiction,
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
                feedback[action.id].why,
                feedback[action.id].reflect,
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
        questions=scenario.facilitation.debrief or QUESTIONS,
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
        "within": "{then}, with the {turns} after {after}",
    }
    turns = "next choice" if policy.turns == 1 else f"next {policy.turns} choices"
    if not policy.turns:
        turns = "same choice"
    pattern = patterns[policy.pattern].format(**conditions, turns=turns)
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
