"""People drawn from a cohort: the same ones each time, however many are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.random import Generator, Philox

from scenario_engine.analysis.rows import Floats
from scenario_engine.study.learner import Learner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.study.people import Cohort

EVERY = "every"

_PEOPLE = 2
"""The stream that people are drawn from; dice and strategies have 0 and 1."""


@attrs.frozen(eq=False)
class Crowd:
    """
    People who were drawn.

    Attributes:
        learner: Their skill and confidence.
        traits: For each trait, float64 ``(people,)``: how many standard deviations
            each lies above the mean.
        clipped: The share of numbers that fell outside 0..1 and were set to an end.
    """

    learner: Learner
    traits: Mapping[str, Floats]
    clipped: float

    def some(self, people: int) -> Crowd:
        """Return the first *people* of them."""
        learner = self.learner
        few = attrs.evolve(
            learner,
            skill=learner.skill[:people],
            confidence=learner.confidence[:people],
        )
        traits = {id_: values[:people] for id_, values in self.traits.items()}
        return attrs.evolve(self, learner=few, traits=traits)


def drawn(
    cohort: Cohort,
    families: Mapping[str, str],
    people: int,
    *,
    seed: int,
    stream: int,
) -> Crowd:
    """
    Draw *people* from a cohort.

    Args:
        cohort: The distribution.
        families: For each technique, its family.
        people: How many. More of them begin with the same ones.
        seed: What the numbers are keyed with.
        stream: Which crowd of that seed, in 0..2**32 - 1.
    """
    techniques = tuple(sorted(families))
    generator = Generator(Philox(key=(_PEOPLE << 64) | seed, counter=stream << 128))
    width = 2 + len(cohort.traits) + len(techniques)
    normal = generator.standard_normal((people, width))
    own, sure, rest = normal[:, 0], normal[:, 1], normal[:, 2:]
    traits, single = np.split(rest, [len(cohort.traits)], axis=1)
    named = {trait.id: traits[:, at] for at, trait in enumerate(cohort.traits)}
    shared = float(cohort.shared)
    mixed = np.sqrt(shared) * own[:, None] + np.sqrt(1 - shared) * single
    skill = _skill(cohort, families, techniques, mixed, named)
    confidence = float(cohort.confidence.mean) + float(cohort.confidence.spread) * sure
    for trait in cohort.traits:
        confidence = confidence + float(trait.confidence) * named[trait.id]
    everything = np.concatenate([skill, confidence[:, None]], axis=1)
    outside = (everything < 0) | (everything > 1)
    return Crowd(
        Learner(techniques, np.clip(skill, 0, 1), np.clip(confidence, 0, 1)),
        named,
        float(outside.mean()),
    )


def _skill(
    cohort: Cohort,
    families: Mapping[str, str],
    techniques: Sequence[str],
    mixed: Floats,
    traits: Mapping[str, Floats],
) -> Floats:
    columns = []
    for at, technique in enumerate(techniques):
        spread = cohort.spread_of(technique, families[technique])
        column = float(spread.mean) + float(spread.spread) * mixed[:, at]
        for trait in cohort.traits:
            load = trait.skill.get(families[technique], trait.skill.get(EVERY, 0))
            column = column + float(load) * traits[trait.id]
        columns.append(column)
    return np.stack(columns, axis=1)
