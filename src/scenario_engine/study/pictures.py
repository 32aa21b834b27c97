"""What each figure shows, as rows: to be drawn, to be read, and to be told in words."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from scipy import stats

from scenario_engine.study import statistics
from scenario_engine.study.questions import AFTER, BEFORE, Figure
from scenario_engine.study.results import Cell
from scenario_engine.study.wording import figure, ratio_words, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.study.contrasts import Answer
    from scenario_engine.study.results import Results
    from scenario_engine.vocabulary import Reference

Row = dict[str, Any]


@attrs.frozen(eq=False)
class Picture:
    """
    A figure with its data.

    Attributes:
        figure: What it is.
        rows: What it shows; each has the same keys.
        told: The same in words, for whoever does not see it.
        axis: What is measured along its main axis.
    """

    figure: Figure
    rows: tuple[Row, ...]
    told: str
    axis: str = ""


def pictures(
    results: Results,
    answers: Mapping[str, Answer],
    references: Mapping[str, Reference],
) -> tuple[Picture, ...]:
    """
    Return the figures of a study.

    Args:
        results: What was measured.
        answers: What each contrast, by id, came to.
        references: What was published, by id.
    """
    make = {
        "arms": _arms,
        "scatter": _scatter,
        "curves": _curves,
        "transfer": _transfer,
        "difficulty": _difficulty,
    }
    return tuple(
        _effects(each, answers, references)
        if each.kind == "effects"
        else make[each.kind](each, results)
        for each in results.study.figures
    )


def interval(values: Floats) -> tuple[float, float, float]:
    """Return the mean of *values*, and the interval of Student's t for it."""
    mean, count = float(values.mean()), len(values)
    half = float(stats.t.ppf(0.975, count - 1)) * float(values.std(ddof=1))
    return mean, mean - half / sqrt(count), mean + half / sqrt(count)


def _arms(shown: Figure, results: Results) -> Picture:
    """Means of each arm in the run that is shown, with their intervals."""
    study, measure = results.study, results.study.measure(shown.measure)
    places = study.measured if measure.is_played else ()
    rows = []
    for arm in _shown_arms(shown, results):
        for setting in places or (None,):
            for time in study.times:
                cell = Cell(arm.id, setting.id if setting else "", time, measure.id)
                mean, low, high = interval(results.cells[cell][0])
                rows.append(
                    {
                        "arm": arm.title,
                        "setting": setting.title if setting else "",
                        "time": time if len(study.times) > 1 else "",
                        "mean": mean,
                        "low": low,
                        "high": high,
                    }
                )
    told = "; ".join(
        f"{_where(row)} {figure(row['mean'])} "
        f"({figure(row['low'])} to {figure(row['high'])})"
        for row in rows
    )
    return Picture(shown, tuple(rows), f"{measure.title}: {told}.", measure.title)


def _scatter(shown: Figure, results: Results) -> Picture:
    """One measure over another, a point a person, in the run that is shown."""
    study = results.study
    one, other = study.measure(shown.measure), study.measure(shown.against)
    settings = [setting.id for setting in study.measured]
    arms = [arm.id for arm in _shown_arms(shown, results)]
    x, y = (
        np.concatenate([results.values(m, arm, settings, AFTER)[0] for arm in arms])
        for m in (other, one)
    )
    rows = [_point("person", a, b, b, b) for a, b in zip(x, y, strict=True)]
    for part in np.array_split(np.argsort(x, kind="stable"), 5):
        rows.append(_point("fifth", x[part].mean(), *interval(y[part])))
    found = statistics.correlation(x, y)
    means = ", ".join(figure(row["y"]) for row in rows[-5:])
    told = (
        f"{one.title} over {other.title}, {len(x)} people: r = "
        f"{figure(found.value)} ({figure(found.low)} to {figure(found.high)}). Means "
        f"of {one.title} from the lowest fifth to the highest: {means}."
    )
    return Picture(shown, tuple(rows), told, f"{one.title}|{other.title}")


def _point(what: str, x: float, y: float, low: float, high: float) -> Row:
    return {
        "what": what,
        "x": float(x),
        "y": float(y),
        "low": float(low),
        "high": float(high),
    }


def _curves(shown: Figure, results: Results) -> Picture:
    """What practice made of a measure, over everybody of an arm."""
    study, measure = results.study, results.study.measure(shown.measure)
    wanted = {arm.id: arm.title for arm in _shown_arms(shown, results)}
    rows, told = [], []
    for curve in results.curves:
        if curve.measure != measure.id or curve.arm not in wanted:
            continue
        place = study.setting(curve.setting).title if curve.setting else ""
        points = zip(curve.episodes, curve.means, curve.errors, strict=True)
        for episodes, mean, error in points:
            rows.append(
                {
                    "arm": wanted[curve.arm],
                    "setting": place,
                    "episodes": episodes,
                    "mean": float(mean),
                    "low": float(mean - 1.96 * error),
                    "high": float(mean + 1.96 * error),
                }
            )
        where = f"{wanted[curve.arm]}, {place}" if place else wanted[curve.arm]
        told.append(
            f"{where}: from {figure(float(curve.means[0]))} to "
            f"{figure(float(curve.means[-1]))} after {curve.episodes[-1]} episodes"
        )
    return Picture(
        shown, tuple(rows), f"{measure.title}. {'; '.join(told)}.", measure.title
    )


def _transfer(shown: Figure, results: Results) -> Picture:
    """What practice in one setting changed in each, over all runs."""
    study, measure = results.study, results.study.measure(shown.measure)
    rows = []
    for arm in _shown_arms(shown, results):
        home = {practice.setting for practice in arm.practice}
        for setting in study.measured:
            before, after = (
                results.values(measure, arm.id, [setting.id], time)
                for time in (BEFORE, AFTER)
            )
            mean, low, high = interval((after - before).ravel())
            rows.append(
                {
                    "arm": arm.title,
                    "setting": setting.title,
                    "home": setting.id in home,
                    "mean": mean,
                    "low": low,
                    "high": high,
                }
            )
    told = "; ".join(
        f"{row['arm']}, measured in {row['setting']}: {figure(row['mean'], sign=True)}"
        for row in rows
    )
    return Picture(shown, tuple(rows), f"Change in {measure.title}. {told}.", "change")


def _difficulty(shown: Figure, results: Results) -> Picture:
    """The chance of the goal by skill, exact."""
    study = results.study
    names = {
        each.strategy: " / ".join(
            arm.title for arm in study.arms if arm.strategy == each.strategy
        )
        for each in results.difficulties
    }
    rows, told = [], []
    for each in results.difficulties:
        title = study.setting(each.setting).title
        who = f"{title}, {names[each.strategy]}" if len(names) > 1 else title
        rows += [
            {
                "setting": title,
                "who": names[each.strategy],
                "skill": float(skill),
                "chance": float(chance),
                "at_random": each.at_random,
            }
            for skill, chance in zip(each.skills, each.chances, strict=True)
        ]
        told.append(
            f"{who}: from {figure(float(each.chances[0]))} without skill to "
            f"{figure(float(each.chances[-1]))} with full skill, at random "
            f"{figure(each.at_random)}"
        )
    return Picture(
        shown, tuple(rows), f"Chance of the goal. {'; '.join(told)}.", "chance"
    )


def _effects(
    shown: Figure, answers: Mapping[str, Answer], references: Mapping[str, Reference]
) -> Picture:
    """Effects of the model, of the run that is shown, and published ones."""
    rows: list[Row] = []
    for id_ in shown.contrasts:
        rows += _effect_rows(answers[id_], references)
    told = "; ".join(
        f"{row['contrast']}, {row['what']}: {row['name']} {figure(row['value'])}"
        + (
            f" ({figure(row['low'])} to {figure(row['high'])})"
            if row["low"] != row["high"]
            else ""
        )
        for row in rows
    )
    return Picture(shown, tuple(rows), f"{told}.", "effect")


def _effect_rows(answer: Answer, references: Mapping[str, Reference]) -> Iterator[Row]:
    model, shown, runs = answer.model, answer.shown, answer.runs
    name = ratio_words(model.name)

    def row(what: str, value: float, low: float, high: float, source: str = "") -> Row:
        return {
            "contrast": answer.contrast.title,
            "name": name,
            "what": what,
            "value": value,
            "low": low,
            "high": high,
            "null": model.null,
            "source": source,
        }

    yield row("the model; 95 of 100 such studies", model.value, runs.low, runs.high)
    yield row("the study shown", shown.value, shown.low, shown.high)
    for each in answer.contrast.published:
        if each.value is not None:
            value = float(each.value)
            low = value if each.low is None else float(each.low)
            high = value if each.high is None else float(each.high)
            source = short(references[each.reference])
            yield row("published", value, low, high, source)


def _shown_arms(shown: Figure, results: Results) -> Sequence[Any]:
    study = results.study
    return [study.arm(id_) for id_ in shown.arms] if shown.arms else study.arms


def _where(row: Row) -> str:
    return ", ".join(str(row[key]) for key in ("arm", "setting", "time") if row[key])
