"""Whether what a study names is there, in itself and in the packs."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from scenario_engine.packs.files.flaws import Flaw
from scenario_engine.study.cohorts import EVERY
from scenario_engine.study.design import ARM
from scenario_engine.study.learning import ASSUMED
from scenario_engine.study.numbers import numbers
from scenario_engine.study.questions import (
    BEFORE,
    CHANGE,
    CORRELATION,
    GAIN,
    ITEM,
    ODDS_RATIO,
    RATE_RATIO,
    SKILL,
    TRAIT,
)
from scenario_engine.vocabulary.evidence import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scenario_engine.packs import Registry
    from scenario_engine.packs.files.flaws import Step
    from scenario_engine.study.design import Study
    from scenario_engine.study.questions import Contrast


_NEEDS_MEASURE = {"arms", "scatter", "curves", "transfer"}


def flaws_of(study: Study) -> tuple[Flaw, ...]:
    """Return what in *study* does not fit together, whatever packs are loaded."""
    return (
        *_in_arms(study),
        *_in_measures(study),
        *_in_contrasts(study),
        *_in_figures(study),
        *_in_sweeps(study),
        *_within(study),
    )


def flaws_with(study: Study, registry: Registry) -> tuple[Flaw, ...]:
    """Return what *study* names and the packs of *registry* do not give."""
    return (
        *_in_scenarios(study, registry),
        *_in_techniques(study, registry),
        *_in_items(study, registry),
        *_in_evidence(study, registry),
    )


def _unknown(
    steps: tuple[Step, ...], what: str, id_: str, known: Iterable[str]
) -> Iterator[Flaw]:
    names = sorted(known)
    if id_ in names:
        return
    close = get_close_matches(id_, names, n=1)
    mend = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(names)}"
    yield Flaw(steps, id_, f"no {what} of this name", mend)


def _ids(things: Iterable[object]) -> list[str]:
    return [str(getattr(thing, "id", "")) for thing in things]


def _in_arms(study: Study) -> Iterator[Flaw]:
    rates = [name for name, _ in ASSUMED.rates()]
    for at, arm in enumerate(study.arms):
        here = ("arms", at)
        yield from _unknown(
            (*here, "cohort"), "cohort", arm.cohort, _ids(study.cohorts)
        )
        for number, practice in enumerate(arm.practice):
            there = (*here, "practice", number)
            yield from _unknown(
                (*there, "setting"), "setting", practice.setting, _ids(study.settings)
            )
            for rate in practice.rates:
                yield from _unknown((*there, "rates", rate), "rate", rate, rates)


def _in_measures(study: Study) -> Iterator[Flaw]:
    traits = {trait.id for cohort in study.cohorts for trait in cohort.traits}
    for at, measure in enumerate(study.measures):
        if measure.counts == TRAIT:
            yield from _unknown(
                ("measures", at, "trait"), "trait", measure.trait, traits
            )


def _in_contrasts(study: Study) -> Iterator[Flaw]:
    measures, settings = _ids(study.measures), _ids(study.measured)
    for at, contrast in enumerate(study.contrasts):
        here = ("contrasts", at)
        named = (("measure", contrast.measure), ("against", contrast.against))
        for field, id_ in named:
            if id_:
                yield from _unknown((*here, field), "measure", id_, measures)
        for number, arm in enumerate(contrast.arms):
            yield from _unknown((*here, "arms", number), "arm", arm, _ids(study.arms))
        for number, setting in enumerate(contrast.settings):
            there = (*here, "settings", number)
            yield from _unknown(there, "setting that is measured", setting, settings)
        yield from _misfits(study, contrast, here)


def _misfits(
    study: Study, contrast: Contrast, here: tuple[Step, ...]
) -> Iterator[Flaw]:
    """Say where the kind of a contrast does not fit what it compares."""
    is_once = len(study.times) == 1
    if is_once and contrast.kind in (CHANGE, GAIN):
        problem = "nobody practises, so there is no change to measure"
        yield Flaw((*here, "kind"), contrast.kind, problem, "Give an arm `practice`")
    if is_once and contrast.time == BEFORE:
        problem = "nobody practises, so it is measured once"
        yield Flaw((*here, "time"), BEFORE, problem, "Leave `time` out")
    of = {measure.id: measure for measure in study.measures}.get(contrast.measure)
    if contrast.kind in (ODDS_RATIO, RATE_RATIO) and of and not of.is_played:
        problem = "a ratio is of what is counted in episodes"
        yield Flaw((*here, "measure"), of.id, problem, "Name a measure of episodes")
    if contrast.kind == ODDS_RATIO and of and of.counts not in ("goal", "harm"):
        problem = "odds are of endings"
        yield Flaw((*here, "measure"), of.id, problem, "Name a measure of goal or harm")
    if contrast.kind == CORRELATION and contrast.against == contrast.measure:
        problem = "a measure correlates with itself"
        yield Flaw((*here, "against"), contrast.against, problem, "Name another one")


def _in_figures(study: Study) -> Iterator[Flaw]:
    for at, figure in enumerate(study.figures):
        here = ("figures", at)
        if figure.kind in _NEEDS_MEASURE and not figure.measure:
            yield Flaw((*here, "measure"), "", "missing", "Name a measure")
        if figure.kind == "scatter" and not figure.against:
            yield Flaw((*here, "against"), "", "missing", "Name another measure")
        if figure.kind == "effects" and not figure.contrasts:
            yield Flaw((*here, "contrasts"), "", "missing", "Name contrasts")
        if figure.kind in ("curves", "transfer") and len(study.times) == 1:
            problem = "nobody practises, so there is nothing to show"
            yield Flaw((*here, "kind"), figure.kind, problem, "Give an arm `practice`")
        for field, id_ in (("measure", figure.measure), ("against", figure.against)):
            if id_:
                yield from _unknown(
                    (*here, field), "measure", id_, _ids(study.measures)
                )
        for number, id_ in enumerate(figure.arms):
            yield from _unknown((*here, "arms", number), "arm", id_, _ids(study.arms))
        for number, id_ in enumerate(figure.contrasts):
            there = (*here, "contrasts", number)
            yield from _unknown(there, "contrast", id_, _ids(study.contrasts))


def _in_sweeps(study: Study) -> Iterator[Flaw]:
    rates = [name for name, _ in ASSUMED.rates()]
    for at, sweep in enumerate(study.sweeps):
        here = ("sweeps", at)
        yield from _unknown((*here, "rate"), "rate", sweep.rate, rates)
        for number, value in enumerate(sweep.values):
            if not 0 <= value <= 1:
                problem, mend = "not in 0..1", "Give a number from 0 to 1"
                yield Flaw((*here, "values", number), str(value), problem, mend)
        for number, id_ in enumerate(sweep.contrasts):
            there = (*here, "contrasts", number)
            yield from _unknown(there, "contrast", id_, _ids(study.contrasts))


def _within(study: Study) -> Iterator[Flaw]:
    if ARM not in study.within:
        return
    if len({(arm.cohort, arm.size) for arm in study.arms}) > 1:
        problem = "everybody goes through all arms, but these differ in cohort or size"
        yield Flaw(("within",), ARM, problem, "Give all arms the same cohort and size")
    if any(arm.practice for arm in study.arms):
        problem = "nobody can unlearn what an arm has them practise"
        yield Flaw(("within",), ARM, problem, "Take `arm` out, or `practice`")


def _in_scenarios(study: Study, registry: Registry) -> Iterator[Flaw]:
    for at, setting in enumerate(study.settings):
        here = ("settings", at)
        unknown = [
            *_unknown(
                (*here, "scenario"), "scenario", setting.scenario, registry.scenarios
            )
        ]
        yield from unknown
        if unknown:
            continue
        scenario = registry.scenario(setting.scenario)
        people = [person.id for person in scenario.participants]
        own = {persona.id for persona in scenario.personas}
        for person, persona in setting.personas.items():
            there = (*here, "personas", person)
            yield from _unknown(there, "participant", person, people)
            known = own | set(registry.library.personas)
            yield from _unknown(there, "persona", persona, known)


def _in_techniques(study: Study, registry: Registry) -> Iterator[Flaw]:
    techniques = registry.library.techniques
    families = {technique.family for technique in techniques.values()}
    for at, cohort in enumerate(study.cohorts):
        here = ("cohorts", at)
        for family in cohort.families:
            yield from _unknown((*here, "families", family), "family", family, families)
        for id_ in cohort.techniques:
            yield from _unknown(
                (*here, "techniques", id_), "technique", id_, techniques
            )
        for number, trait in enumerate(cohort.traits):
            for name in trait.skill:
                there = (*here, "traits", number, "skill", name)
                yield from _unknown(there, "family", name, {*families, EVERY})
    for at, measure in enumerate(study.measures):
        if measure.counts == SKILL and measure.technique:
            place = ("measures", at, "technique")
            yield from _unknown(place, "technique", measure.technique, techniques)


def _in_items(study: Study, registry: Registry) -> Iterator[Flaw]:
    instruments = registry.library.instruments
    for at, measure in enumerate(study.measures):
        if measure.counts != ITEM:
            continue
        here = ("measures", at)
        unknown = [
            *_unknown(
                (*here, "instrument"), "instrument", measure.instrument, instruments
            )
        ]
        yield from unknown
        if not unknown:
            items = _ids(instruments[measure.instrument].items)
            yield from _unknown((*here, "item"), "item", measure.item, items)


def _in_evidence(study: Study, registry: Registry) -> Iterator[Flaw]:
    known: Collection[str] = {
        ASSUMPTION,
        *registry.library.references,
        *_ids(study.references),
    }
    for number in numbers(study):
        yield from _unknown(number.steps, "reference", number.evidence, known)
    for at, contrast in enumerate(study.contrasts):
        for row, each in enumerate(contrast.published):
            there = ("contrasts", at, "published", row, "reference")
            yield from _unknown(there, "reference", each.reference, known)
