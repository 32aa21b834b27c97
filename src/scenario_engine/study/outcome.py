"""A study that was run and answered: everything that a report is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.study.contrasts import Answer, answer
from scenario_engine.study.pictures import Picture, pictures
from scenario_engine.study.provenance import Provenance, provenance
from scenario_engine.study.results import Results
from scenario_engine.study.running import run, stage_of
from scenario_engine.study.sweeping import Swept, swept
from scenario_engine.vocabulary import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scenario_engine.packs import Registry
    from scenario_engine.study.design import Study


@attrs.frozen(eq=False)
class Outcome:
    """
    A study that was run.

    Attributes:
        results: What was measured.
        answers: What each contrast came to, in the study's order.
        pictures: Its figures.
        sweeps: How contrasts depend on rates of learning.
        references: Every reference that the study names, by id.
        provenance: What made it.
    """

    results: Results
    answers: tuple[Answer, ...]
    pictures: tuple[Picture, ...]
    sweeps: tuple[Swept, ...]
    references: dict[str, Reference]
    provenance: Provenance

    @property
    def study(self) -> Study:
        """The study."""
        return self.results.study


def conduct(
    study: Study,
    registry: Registry,
    command: str = "scenario_engine.study.outcome.conduct",
    tell: Callable[[str], object] = lambda _: None,
) -> Outcome:
    """
    Run a study and answer what it asks.

    Args:
        study: The study.
        registry: The packs that its scenarios come from.
        command: How it was asked for, to be kept with the results.
        tell: Is told what is being done.

    Raises:
        StudyError: If something that the study names is not there.
        NotFoundError: If there is no strategy of a name.
    """
    stage = stage_of(study, registry, tell)
    results = run(stage, tell)
    tell("reckoning")
    answers = tuple(answer(contrast, results) for contrast in study.contrasts)
    references = {
        **registry.library.references,
        **{reference.id: reference for reference in study.references},
    }
    by_id = {each.contrast.id: each for each in answers}
    return Outcome(
        results,
        answers,
        pictures(results, by_id, references),
        tuple(swept(sweep, stage, tell) for sweep in study.sweeps),
        references,
        provenance(results, command),
    )


def cited(outcome: Outcome, ids: Iterable[str]) -> tuple[Reference, ...]:
    """Return the references among *ids*, each once, in order of their ids."""
    known = outcome.references
    return tuple(known[id_] for id_ in sorted(set(ids)) if id_ in known)
