"""What a cohort has met of what good play meets, and what of it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.cohort.grouping import RARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scenario_engine.analysis.observations import Look
    from scenario_engine.debrief.cohort.grouping import Group
    from scenario_engine.debrief.cohort.meeting import Meeting
    from scenario_engine.program import Program

MOST = 10
"""How many of what was never practised are told where nothing else is said."""


@attrs.frozen
class Met:
    """
    Something that good play meets, and how often the cohort has met it.

    Attributes:
        what: A cue, or the id of a technique.
        likely: How often a session of good play meets it, on average; exact.
        times: How often the cohort has.
    """

    what: str
    likely: float
    times: int


@attrs.frozen
class Covered:
    """
    How much of what good play meets has been met.

    Attributes:
        share: The same weighed by how often good play meets it: of what a session of
            good play meets on average, the part of which the cohort has met the like.
        met: How many different ones the cohort has met, of those there are.
        known: How many different ones good play can meet.
    """

    share: float
    met: int
    known: int


@attrs.frozen
class Unpractised:
    """
    A look that good play meets and nobody in the cohort has.

    Attributes:
        look: What can be seen: in words, one for each participant and each variable.
        choices: Ids of what can be chosen.
        likely: How often a session of good play meets it, on average; exact.
        stake: What choosing at random there would give away on average; exact, for
            somebody who knows everything.
        uses: Ids of the techniques that good play uses there, most used first.
    """

    look: tuple[str, ...]
    choices: tuple[str, ...]
    likely: float
    stake: float
    uses: tuple[str, ...]


@attrs.frozen
class Scenario:
    """
    What a cohort has met of a scenario.

    Attributes:
        scenario, title, setting: Of what was played.
        personas: For participants that were cast, the persona that each was.
        sessions: How many sessions the cohort has played.
        note: Why nothing is told of it; empty where something is.
        looks, cues, techniques: How much of what good play meets has been met.
        unheard: Cues that nobody has met, most likely first.
        unused: Techniques that good play uses and nobody has, most used first.
        unpractised: Looks that matter and that nobody has met, in the order of what is
            at stake.
    """

    scenario: str
    title: str
    setting: str
    personas: Mapping[str, str]
    sessions: int
    note: str = ""
    looks: Covered | None = None
    cues: Covered | None = None
    techniques: Covered | None = None
    unheard: tuple[Met, ...] = ()
    unused: tuple[Met, ...] = ()
    unpractised: tuple[Unpractised, ...] = ()


def coverage(found: Iterable[Group], most: int = MOST) -> tuple[Scenario, ...]:
    """
    Return what was met of each scenario, and what of it matters and was not.

    Args:
        found: The attempts, by scenario.
        most: How many are told of each kind that was not met.
    """
    return tuple(_scenario(group, most) for group in found)


def described(program: Program, look: Look) -> tuple[str, ...]:
    """
    Return what can be seen, in words.

    What nothing has been said or done about stands at its lowest value and is left
    out, but for levels and the trainee's own calm.
    """
    labels = {f"{each.id}.escalation": each for each in program.participants}
    visible = [variable for variable in program.variables if variable.visible]
    words = []
    for variable, value in zip(visible, look.visible, strict=True):
        person = labels.get(variable.name)
        if person is not None:
            words.append(f"{person.id}: {person.levels[value]} (level {value})")
        elif value > variable.low or variable.standard:
            words.append(f"{variable.name} {value}")
    return tuple(words)


def _scenario(group: Group, most: int) -> Scenario:
    program, trace = group.known.program, group.attempts[0].review.trace
    told = Scenario(
        scenario=program.id,
        title=program.title,
        setting=program.setting,
        personas=trace.personas,
        sessions=len(group.attempts),
        note=group.note,
    )
    found = group.meeting
    if found is None:
        return told
    seen = group.seen()
    looks = [
        Met(str(number), float(often), seen[look])
        for number, (look, often) in enumerate(
            zip(found.observed.looks, found.looks, strict=True)
        )
    ]
    cues, techniques = _cues(group, found), _techniques(group, found)
    return attrs.evolve(
        told,
        looks=_covered(looks),
        cues=_covered(cues),
        techniques=_covered(techniques),
        unheard=_missing(cues)[:most],
        unused=_missing(techniques)[:most],
        unpractised=_unpractised(group, found)[:most],
    )


def _cues(group: Group, found: Meeting) -> list[Met]:
    heard = Counter(
        cue
        for attempt in group.attempts
        for moment in attempt.review.trace.moments
        for cue in moment.observation.cues
    )
    return [Met(cue, often, heard[cue]) for cue, often in found.cues.items()]


def _techniques(group: Group, found: Meeting) -> list[Met]:
    used = Counter(
        turn.chosen.technique
        for attempt in group.attempts
        for turn in attempt.review.turns
    )
    return [Met(id_, often, used[id_]) for id_, often in found.techniques.items()]


def _covered(every: Sequence[Met]) -> Covered:
    there = [each for each in every if each.likely > 0]
    whole = sum(each.likely for each in there)
    met = [each for each in there if each.times]
    share = sum(each.likely for each in met) / whole if whole else 1.0
    return Covered(share, len(met), len(there))


def _missing(every: Sequence[Met]) -> tuple[Met, ...]:
    missing = [each for each in every if not each.times and each.likely >= RARE]
    return tuple(sorted(missing, key=lambda each: (-each.likely, each.what)))


def _unpractised(group: Group, found: Meeting) -> tuple[Unpractised, ...]:
    at_stake = group.unmet()
    program = found.observed.space.program
    return tuple(
        Unpractised(
            look=described(program, found.observed.looks[number]),
            choices=found.observed.looks[number].choices,
            likely=float(found.looks[number]),
            stake=float(found.stakes[number]),
            uses=_uses(found, number),
        )
        for number in sorted(at_stake, key=lambda number: -at_stake[number])
    )


def _uses(found: Meeting, number: int) -> tuple[str, ...]:
    uses = found.by_look.get(number, {})
    return tuple(sorted(uses, key=lambda id_: (-uses[id_], id_)))
