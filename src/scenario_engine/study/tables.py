"""The tables of a report, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.study import page
from scenario_engine.study.design import SETTING
from scenario_engine.study.pictures import interval
from scenario_engine.study.wording import (
    figure,
    needed,
    of_hundred,
    ratio_words,
    with_interval,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.study.outcome import Outcome
    from scenario_engine.study.pictures import Picture
    from scenario_engine.study.questions import Published
    from scenario_engine.study.sweeping import Swept


def arms(outcome: Outcome) -> Iterator[str]:
    """Yield the table of who does what."""
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


def answers(outcome: Outcome) -> str:
    """Return the table of contrasts beside what was published."""
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


def figure_data(picture: Picture) -> str:
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


def powers(outcome: Outcome) -> str:
    """Return the table of how many people it would take."""
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


def sweeps(found: tuple[Swept, ...]) -> Iterator[str]:
    """Yield a table for each rate of learning that was gone through."""
    if found:
        yield page.heading("If people learn faster or slower")
    for each in found:
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


def cells(outcome: Outcome) -> str:
    """Return the table of means."""
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
