"""The report of a study: one HTML page that needs nothing but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.study import page
from scenario_engine.study.design import CALIBRATED, SETTING
from scenario_engine.study.numbers import numbers
from scenario_engine.study.outcome import cited
from scenario_engine.study.pictures import interval
from scenario_engine.study.wording import (
    STANDING,
    figure,
    needed,
    of_hundred,
    ratio_words,
    sentence,
    with_interval,
)
from scenario_engine.vocabulary.evidence import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.study.contrasts import Answer
    from scenario_engine.study.design import Published
    from scenario_engine.study.outcome import Outcome
    from scenario_engine.study.pictures import Picture
    from scenario_engine.study.plotting import Drawn
    from scenario_engine.study.sweeping import Swept
    from scenario_engine.vocabulary import Reference

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
    yield from _sizes(outcome)
    yield page.heading("The answers")
    yield _answers_table(outcome)
    for answer in outcome.answers:
        yield from _answer(answer, outcome)
    yield from _figures(outcome, drawn)
    yield page.heading("What a real study would need")
    yield _power_table(outcome)
    yield from _sweeps(outcome.sweeps)
    yield page.heading("What was measured")
    yield _cells_table(outcome)
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


def _sizes(outcome: Outcome) -> Iterator[str]:
    study = outcome.study
    rows = [
        (
            arm.title,
            study.cohort(arm.cohort).title,
            str(arm.size),
            arm.strategy,
            "; ".join(
                f"{p.episodes} x {study.setting(p.setting).title}"
                f"{'' if p.feedback else ', without feedback'}"
                for p in arm.practice
            )
            or "none",
        )
        for arm in study.arms
    ]
    where = "" if SETTING in study.within else f", {study.units} in each setting"
    yield page.table(
        f"Who does what: {study.units}{where}",
        ("arm", "who", "how many", "strategy", "practice"),
        rows,
        (2,),
    )


def _answers_table(outcome: Outcome) -> str:
    rows = [
        (
            answer.contrast.title,
            answer.contrast.standing,
            f"{ratio_words(answer.model.name)} {figure(answer.model.value)}",
            with_interval(answer.shown),
            f"{figure(answer.runs.low)} to {figure(answer.runs.high)}",
            "; ".join(map(_published_figure, answer.contrast.published)) or "none",
        )
        for answer in outcome.answers
    ]
    headers = (
        "contrast",
        "standing",
        "the model",
        "the study shown (95% interval)",
        "95 of 100 such studies",
        "published",
    )
    return page.table("Each contrast beside what was published", headers, rows)


def _published_figure(each: Published) -> str:
    if each.value is None:
        return "a direction, no figure"
    value = figure(float(each.value))
    if each.low is None or each.high is None:
        return value
    return f"{value} ({figure(float(each.low))} to {figure(float(each.high))})"


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
        yield page.paragraph(f"Published: {each.text} ({_short(source)})")
    if contrast.reading:
        yield page.paragraph(" ".join(contrast.reading.split()))


def _figures(outcome: Outcome, drawn: Mapping[str, Drawn]) -> Iterator[str]:
    if outcome.pictures:
        yield page.heading("Figures")
    for picture in outcome.pictures:
        shown = picture.figure
        caption = " ".join(shown.caption.split())
        yield page.drawing(
            shown.title, caption, picture.told, drawn[shown.id].inline, _data(picture)
        )


def _data(picture: Picture) -> str:
    """Return the rows of a figure as a table; of very many only those that sum up."""
    rows = [row for row in picture.rows if row.get("what") != "person"]
    headers = [key for key in rows[0] if any(row[key] != "" for row in rows)]
    cells = [
        [
            figure(row[key]) if isinstance(row[key], float) else str(row[key])
            for key in h
        ]
        for row in rows
        for h in (headers,)
    ]
    numeric = [at for at, key in enumerate(headers) if isinstance(rows[0][key], float)]
    return page.table(f"Data: {picture.figure.title}", headers, cells, numeric)


def _power_table(outcome: Outcome) -> str:
    rows = []
    for answer in outcome.answers:
        power = answer.power
        rows.append(
            (
                answer.contrast.title,
                f"{ratio_words(answer.model.name)} {figure(answer.model.value)}",
                f"{power.chance:.0%}" if power else "none",
                of_hundred(answer.runs.seeing),
                needed(power),
                power.method if power else "none",
            )
        )
    headers = (
        "contrast",
        "the model's effect",
        "power of this size, by formula",
        "seen in reruns",
        "people for 80% power",
        "formula",
    )
    caption = "Two-sided tests at 5%, if real people were as the model has them"
    return page.table(caption, headers, rows)


def _sweeps(sweeps: tuple[Swept, ...]) -> Iterator[str]:
    if sweeps:
        yield page.heading("If people learn faster or slower")
    for each in sweeps:
        titles = [answer.contrast.title for answer in each.answers[0]]
        rows = [
            (
                str(value),
                *(
                    f"{figure(answer.model.value)}; 95 of 100 studies: "
                    f"{figure(answer.runs.low)} to {figure(answer.runs.high)}"
                    for answer in answers
                ),
            )
            for value, answers in zip(each.sweep.values, each.answers, strict=True)
        ]
        yield page.table(
            f"The rate {each.sweep.rate}, which nobody has measured",
            ("rate", *titles),
            rows,
        )


def _cells_table(outcome: Outcome) -> str:
    results, study = outcome.results, outcome.study
    rows = []
    for cell, values in results.cells.items():
        measure = study.measure(cell.measure)
        mean, low, high = interval(values[0])
        typical = results.typical.get(cell)
        rows.append(
            (
                measure.title,
                study.arm(cell.arm).title,
                study.setting(cell.setting).title if cell.setting else "",
                cell.time if len(study.times) > 1 else "",
                str(values.shape[1]),
                f"{figure(mean)} ({figure(low)} to {figure(high)})",
                figure(float(values[0].std(ddof=1))),
                figure(float(values.mean())),
                "" if typical is None else figure(typical),
            )
        )
    rows.sort(key=lambda row: [m.title for m in study.measures].index(row[0]))
    headers = (
        "measure",
        "arm",
        "setting",
        "when",
        "people",
        "mean (95% interval)",
        "SD",
        "mean of all runs",
        "typical person, exact",
    )
    caption = "Means of people in the study shown: sampled; the last column: exact"
    return page.table(caption, headers, rows, (4, 5, 6, 7, 8))


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
        "One value a person: the mean of that person's episodes. Episodes of one person "
        "are never counted as so many people."
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
        yield _short(reference), ". ".join(part.rstrip(".") for part in parts if part)


def _short(reference: Reference) -> str:
    """Return a reference as running text names it."""
    names = reference.authors.split(",")
    first = names[0].split()[-1] if names[0] else reference.title
    more = " et al." if len(names) > 2 else ""
    return f"{first}{more} {reference.year or ''}".strip()


def _provenance(outcome: Outcome) -> Iterator[tuple[str, str]]:
    made = outcome.provenance
    yield "command", made.command
    yield "study", f"{made.study}, seed {made.seed}, {made.replications} runs"
    yield "engine", f"scenario_engine {made.engine}, Python {made.python}"
    yield "libraries", ", ".join(f"{name} {number}" for name, number in made.libraries)
    for setting, scenario, digest in made.programs:
        yield setting, f"{scenario}, program {digest}"
