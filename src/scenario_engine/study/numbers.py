"""Every number that somebody put into a study, with where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.packs.files.flaws import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from scenario_engine.study.design import Arm, Study
    from scenario_engine.study.people import Cohort, Spread


@attrs.frozen
class Given:
    """
    A number that was put in.

    Attributes:
        what: What it is, in words.
        value: The number, as text.
        evidence: A reference key, or ``assumption``.
        steps: Where in the study it stands.
    """

    what: str
    value: str
    evidence: str
    steps: tuple[Step, ...]


def numbers(study: Study) -> Iterator[Given]:
    """Yield every number of *study* that bears on its results."""
    for at, cohort in enumerate(study.cohorts):
        yield from _of_cohort(cohort, study.evidence, ("cohorts", at))
    for at, arm in enumerate(study.arms):
        yield from _of_arm(arm, study.evidence, ("arms", at))


def _of_cohort(
    cohort: Cohort, otherwise: str, here: tuple[Step, ...]
) -> Iterator[Given]:
    who = cohort.title
    spreads: list[tuple[str, Spread, tuple[Step, ...]]] = [
        ("skill in every other technique", cohort.skill, (*here, "skill"))
    ]
    for kind in ("families", "techniques"):
        named: Mapping[str, Spread] = getattr(cohort, kind)
        spreads += [
            (f"skill in {name}", spread, (*here, kind, name))
            for name, spread in named.items()
        ]
    spreads.append(("confidence", cohort.confidence, (*here, "confidence")))
    for what, spread, steps in spreads:
        value = f"mean {spread.mean}, spread {spread.spread}"
        evidence = spread.evidence or otherwise
        yield Given(f"{who}: {what}", value, evidence, (*steps, "evidence"))
    what = f"{who}: the part of the spread that is the person's"
    yield Given(what, str(cohort.shared), otherwise, (*here, "shared"))
    for at, trait in enumerate(cohort.traits):
        parts = [*trait.skill.items(), ("confidence", trait.confidence)]
        value = ", ".join(f"{name} {_signed(load)}" for name, load in parts)
        what = f"{who}: what goes with a standard deviation of {trait.title}"
        steps = (*here, "traits", at, "evidence")
        yield Given(what, value, trait.evidence or otherwise, steps)


def _of_arm(arm: Arm, otherwise: str, here: tuple[Step, ...]) -> Iterator[Given]:
    evidence = arm.evidence or otherwise
    yield Given(f"{arm.title}: size", str(arm.size), evidence, (*here, "evidence"))
    yield Given(f"{arm.title}: strategy", arm.strategy, otherwise, (*here, "strategy"))
    for at, practice in enumerate(arm.practice):
        steps = (*here, "practice", at, "evidence")
        source = practice.evidence or otherwise
        what = f"{arm.title}: episodes of practice in {practice.setting}"
        yield Given(what, str(practice.episodes), source, steps)
        for name, rate in practice.rates.items():
            yield Given(f"{arm.title}: rate {name}", str(rate), source, steps)


def _signed(number: Decimal) -> str:
    return f"{number:+}"
