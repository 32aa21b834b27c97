"""The report of a study: one HTML page that needs nothing but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.study import page, tables
from scenario_engine.study.numbers import numbers
from scenario_engine.study.outcome import cited
from scenario_engine.study.questions import CALIBRATED
from scenario_engine.study.wording import (
    STANDING,
    figure,
    sentence,
    short,
    with_interval,
)
from scenario_engine.vocabulary.evidence import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.study.contrasts import Answer
    from scenario_engine.study.outcome import Outcome
    from scenario_engine.study.plotting import Drawn

LEAD = (
    "This page says what a model does. Its people do not exist, and the chances in its "
    "scenarios are assumptions. It predicts nothing about real people, and no number "
    "of it is a finding about them."
)


def report(outcome: Outcome, drawn: Mapping[str, Drawn]) -> str:
    """
    Return the report as one HTML page.

    Args:
        outcome: The study that was run.
        drawn: For each figure's id, its drawing.
    """
    return page.page(outcome.study.title, _body(outcome, drawn))


def _body(outcome: Outcome, drawn: Mapping[str, Drawn]) -> Iterator[str]:
    study = outcome.study
    yield page.heading(study.title, 1)
    yield page.paragraph(LEAD, "lead")
    yield page.heading("The question")
    yield page.paragraph(study.question)
    yield page.heading("The study")
    for text in study.design.split("\n\n"):
        yield page.paragraph(" ".join(text.split()))
    yield from tables.arms(outcome)
    yield page.heading("The answers")
    yield tables.answers(outcome)
    for answer in outcome.answers:
        yield from _answer(answer, outcome)
    yield from _figures(outcome, drawn)
    yield page.heading("What a real study would need")
    yield tables.powers(outcome)
    yield from tables.sweeps(outcome.sweeps)
    yield page.heading("What was measured")
    yield tables.cells(outcome)
    yield page.heading("What was put in")
    yield from _numbers(outcome)
    if study.cautions:
        yield page.heading("What must not be concluded")
        yield page.bullets(study.cautions)
    yield page.heading("How it was worked out")
    yield page.bullets(_method(outcome))
    yield page.heading("Sources")
    yield page.terms(_sources(outcome))
    yield page.heading("What made this page")
    yield page.terms(_provenance(outcome))


def _answer(answer: Answer, outcome: Outcome) -> Iterator[str]:
    contrast = answer.contrast
    yield page.heading(contrast.title, 3)
    yield page.paragraph(f"{STANDING[contrast.standing].capitalize()}.", "quiet")
    yield page.paragraph(sentence(answer))
    if answer.raw is not None and answer.model_raw is not None:
        measure = outcome.study.measure(contrast.measure)
        yield page.paragraph(
            f"In its own unit, {measure.title}: the {answer.raw.name} is "
            f"{figure(answer.model_raw.value)} in the model and "
            f"{with_interval(answer.raw)} in the study shown."
        )
    for each in contrast.published:
        source = outcome.references[each.reference]
        yield page.paragraph(f"Published: {each.text} ({short(source)})")
    if contrast.reading:
        yield page.paragraph(" ".join(contrast.reading.split()))


def _figures(outcome: Outcome, drawn: Mapping[str, Drawn]) -> Iterator[str]:
    if outcome.pictures:
        yield page.heading("Figures")
    for picture in outcome.pictures:
        shown = picture.figure
        caption = " ".join(shown.caption.split())
        yield page.drawing(
            shown.title,
            caption,
            picture.told,
            drawn[shown.id].inline,
            tables.figure_data(picture),
        )


def _numbers(outcome: Outcome) -> Iterator[str]:
    study = outcome.study
    given = list(numbers(study))
    assumed = sum(each.evidence == ASSUMPTION for each in given)
    yield page.paragraph(
        f"{len(given)} numbers were put in; {assumed} of them are assumptions. The "
        "chances in the scenarios are those of their packs, most of them assumptions "
        "too."
    )
    if any(answer.contrast.standing == CALIBRATED for answer in outcome.answers):
        yield page.paragraph(
            "A calibrated number was chosen so that one result comes out as it was "
            "published. That result then says nothing about whether the model is right."
        )
    rows = [(each.what, each.value, each.evidence) for each in given]
    yield page.table("Every number, with its evidence", ("what", "value", "from"), rows)


def _method(outcome: Outcome) -> Iterator[str]:
    results, study = outcome.results, outcome.study
    yield (
        "One value a person: the mean of that person's episodes. Episodes of one "
        "person are never counted as so many people."
    )
    yield (
        "Everybody has skills of their own, and none was rounded. They choose as the "
        "typical person of their cohort would; how well it is delivered is their own."
    )
    yield (
        f"The whole study was run {study.replications} times, with people and dice of "
        "its own each time. The first run is the study shown; all runs together are "
        "the model's effect, so that it is sampled too, but from "
        f"{study.replications} times as many people."
    )
    yield (
        "Intervals are at 95%. Tests of several contrasts are not corrected for being "
        "several."
    )
    if results.typical:
        yield (
            "What is called exact needs no sampling: it is worked out for somebody "
            "whose every skill is the cohort's mean, before any practice."
        )
    if study.common_dice:
        yield (
            "Everybody met the same luck in every arm, which makes differences surer "
            "than any real study can make them."
        )
    most = max(results.clipped.values())
    yield (
        f"Of the skills and confidences that were drawn, {most:.2%} at most fell "
        "outside 0 to 1 and were set to the nearest end."
    )


def _sources(outcome: Outcome) -> Iterator[tuple[str, str]]:
    study = outcome.study
    ids = [each.reference for c in study.contrasts for each in c.published]
    ids += [each.evidence for each in numbers(study)]
    ids += [reference.id for reference in study.references]
    for reference in cited(outcome, ids):
        parts = (reference.title, reference.authors, reference.address, reference.note)
        yield short(reference), ". ".join(part.rstrip(".") for part in parts if part)


def _provenance(outcome: Outcome) -> Iterator[tuple[str, str]]:
    made = outcome.provenance
    yield "command", made.command
    yield "study", f"{made.study}, seed {made.seed}, {made.replications} runs"
    yield "engine", f"scenario_engine {made.engine}, Python {made.python}"
    yield "libraries", ", ".join(f"{name} {number}" for name, number in made.libraries)
    for setting, scenario, digest in made.programs:
        yield setting, f"{scenario}, program {digest}"
