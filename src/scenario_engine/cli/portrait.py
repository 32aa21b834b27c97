"""All that can be said of a scenario, as data: to a trainee, and to its authors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from scenario_engine.expressions import evaluate, to_text
from scenario_engine.vocabulary import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.packs import Registry
    from scenario_engine.program import Program
    from scenario_engine.program.ir import Action, Case, Chance, Ending, Variable
    from scenario_engine.program.ir import Participant as Appearing
    from scenario_engine.vocabulary import (
        Facilitation,
        Participant,
        Persona,
        Policy,
        Scenario,
    )

Data = dict[str, Any]


def for_trainee(registry: Registry, id_: str) -> Data:
    """
    Return what a trainee may know of a scenario before playing it.

    Raises:
        NotFoundError: If there is no such scenario.
    """
    program, scenario = registry.program(id_), registry.scenario(id_)
    return {
        "id": id_,
        "title": program.title,
        "pack": program.pack,
        "adapted_by": list(registry.adapted_by.get(id_, ())),
        "turns": program.horizon,
        "setting": program.setting.strip(),
        "content_note": program.content_note.strip(),
        "prebrief": program.prebrief.strip(),
        "aftercare": program.aftercare.strip(),
        "jurisdiction": scenario.jurisdiction,
        "participants": [_appearing(person) for person in program.participants],
        "objectives": [{"id": o.id, "text": o.text} for o in program.objectives],
        "interventions": [_offered(action) for action in program.actions],
        "policies": [_rule(policy) for policy in _policies(registry, id_)],
        "variables": [_variable(v) for v in _kept(program) if v.visible],
    }


def for_author(registry: Registry, id_: str) -> Data:
    """
    Return what authors and instructors know of a scenario, hidden things included.

    Raises:
        NotFoundError: If there is no such scenario.
    """
    program, scenario = registry.program(id_), registry.scenario(id_)
    known = for_trainee(registry, id_)
    for data, person in zip(known["participants"], scenario.participants, strict=True):
        data["opening"] = person.opening
        data["personas"] = list(_personas(registry, scenario, person))
    for data, objective in zip(known["objectives"], program.objectives, strict=True):
        data["techniques"] = list(objective.techniques)
    for data, action in zip(known["interventions"], program.actions, strict=True):
        data["technique"] = action.technique
        data["anti_technique"] = action.anti
        data["available"] = to_text(action.available)
        marked = action.good_practice
        data["good_practice"] = None if marked is None else to_text(marked)
    for data, policy in zip(known["policies"], _policies(registry, id_), strict=True):
        data["pattern"] = policy.pattern
    known["variables"] = [
        {**_variable(v), "visible": v.visible, "start": _starts(program, v)}
        for v in _kept(program)
    ]
    known["endings"] = [_ending(each) for each in (*program.endings, program.timeout)]
    known["never"] = [{"id": n.id, "text": n.text} for n in program.never]
    known["evidence"] = list(_evidence(registry, id_))
    known["facilitation"] = _facilitation(scenario.facilitation)
    return known


def _appearing(person: Appearing) -> Data:
    return {
        "id": person.id,
        "role": person.role,
        "levels": [
            {
                "label": label,
                "cues": list(person.cues[number]),
                "voice": list(person.voice[number]) if person.voice else [],
            }
            for number, label in enumerate(person.levels)
        ],
    }


def _offered(action: Action) -> Data:
    return {
        "id": action.id,
        "to": action.addressee,
        "lines": list(action.lines),
        "minutes": action.minutes,
    }


def _rule(policy: Policy) -> Data:
    return {
        "id": policy.id,
        "text": policy.text,
        "source": policy.source,
        "jurisdiction": policy.jurisdiction,
    }


def _policies(registry: Registry, id_: str) -> Iterator[Policy]:
    """Yield the policies at work, the scenario's own and those that it uses."""
    scenario = registry.scenario(id_)
    own = {policy.id: policy for policy in scenario.policies}
    for monitor in registry.program(id_).monitors:
        shared = registry.library.policies
        yield own[monitor.policy] if monitor.policy in own else shared[monitor.policy]


def _kept(program: Program) -> list[Variable]:
    """Return the variables of the scene, without those that monitor policies."""
    return [v for v in program.variables if v.standard != "policy"]


def _variable(variable: Variable) -> Data:
    return {
        "name": variable.name,
        "range": [variable.low, variable.high],
        "meaning": variable.meaning,
    }


def _starts(program: Program, variable: Variable) -> dict[str, float]:
    """Return the values that a variable can begin with, and their chances."""
    index = program.variables.index(variable)
    chances: Counter[int] = Counter()
    for start in program.starts:
        chances[start.state[index]] += float(evaluate(start.chance, {}))  # type: ignore[assignment]
    return {str(value): round(chance, 9) for value, chance in sorted(chances.items())}


def _personas(
    registry: Registry, scenario: Scenario, person: Participant
) -> Iterator[Data]:
    """Yield who a participant can be, by id as they are drawn."""
    own = {persona.id: persona for persona in scenario.personas}
    drawn: Mapping[str, Any] = person.one_of or {person.persona: 1}
    for id_, chance in sorted(drawn.items()):
        persona = own[id_] if id_ in own else registry.library.personas[id_]
        yield {"id": id_, "chance": float(chance), **_hidden(persona)}


def _hidden(persona: Persona) -> Data:
    return {
        "situation": persona.situation.strip(),
        "need": persona.need,
        "traits": {name: float(share) for name, share in persona.traits.items()},
        "calming": list(persona.calming),
        "red_lines": list(persona.red_lines),
        "accepts": list(persona.accepts),
        "notes": persona.notes.strip(),
    }


def _ending(ending: Ending) -> Data:
    return {
        "id": ending.id,
        "kind": ending.kind,
        "text": ending.text,
        "when": to_text(ending.guard),
    }


def _facilitation(facilitation: Facilitation) -> Data:
    return {
        "timing": facilitation.timing.strip(),
        "stop_word": facilitation.stop_word,
        "debrief": list(facilitation.debrief),
    }


def _evidence(registry: Registry, id_: str) -> Iterator[Data]:
    """Yield how many chances rest on an assumption, and how many on each reference."""
    own = {reference.id: reference for reference in registry.scenario(id_).references}
    count = Counter(chance.evidence for chance in _chances(registry.program(id_)))
    for key, number in sorted(
        count.items(), key=lambda item: (item[0] != ASSUMPTION, -item[1], item[0])
    ):
        reference = own.get(key) or registry.library.references.get(key)
        title = reference.title if reference else ""
        yield {"key": key, "chances": number, "title": title}


def _chances(program: Program) -> Iterator[Chance]:
    """Yield every chance of a program."""
    cases: list[Case] = [case for stage in program.world for case in stage.cases]
    for action in program.actions:
        if action.delivery is not None:
            yield action.delivery
        cases += [*action.good, *action.poor]
    for case in cases:
        yield from (outcome.chance for outcome in case.outcomes)
