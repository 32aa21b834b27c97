"""How figures and effects are told in a report."""

from __future__ import annotations

from math import isinf, isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenario_engine.study.contrasts import Answer
    from scenario_engine.study.power import Power
    from scenario_engine.study.statistics import Estimate
    from scenario_engine.vocabulary import Reference

MINUS = "\u2212"

_SPOKEN = {
    "rate ratio": "incidence rate ratio",
    "r": "correlation r",
    "d ppc": "gain (d ppc)",
    "d av": "change (d av)",
}

STANDING = {
    "calibrated": "calibrated: an assumed number was chosen so that this comes out",
    "assumed": "assumed: it follows nearly directly from what was put in",
    "prediction": "prediction: no number was chosen for its sake",
}


def figure(value: float, *, sign: bool = False) -> str:
    """Write *value* with as many digits as anybody needs."""
    if isnan(value):
        return "none"
    if isinf(value):
        return "without end" if value > 0 else f"{MINUS}without end"
    size = abs(value)
    digits = 3 if size < 0.1 else 2 if size < 10 else 1 if size < 100 else 0
    text = f"{value:+.{digits}f}" if sign else f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("+-")
    return text.replace("-", MINUS)


def chance(p: float) -> str:
    """Write a p value."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def with_interval(estimate: Estimate) -> str:
    """Write an effect with its interval."""
    return (
        f"{figure(estimate.value)} ({figure(estimate.low)} to {figure(estimate.high)})"
    )


def of_hundred(share: float) -> str:
    """Write a share as so many of 100."""
    return f"{share * 100:.0f} of 100"


def needed(power: Power | None) -> str:
    """Say how many people a study would need."""
    if power is None:
        return "not reckoned: everybody met the same luck in every arm"
    if power.needed is None:
        return "more than a million: there is next to nothing to see"
    whom = {"in all": "in all"}.get(power.per, f"per {power.per}")
    return f"{power.needed:,} {whom}".replace(",", "\u202f")


def short(reference: Reference) -> str:
    """Return a reference as running text names it."""
    names = reference.authors.split(",")
    first = names[0].split()[-1] if names[0] else reference.title
    more = " et al." if len(names) > 2 else ""
    return f"{first}{more} {reference.year or ''}".strip()


def ratio_words(name: str) -> str:
    """Return what an effect is called on an axis."""
    return _SPOKEN.get(name, name)


def sentence(answer: Answer) -> str:
    """Tell what a contrast came to, in two sentences."""
    name = ratio_words(answer.model.name)
    runs = answer.runs
    seen = (
        f"In the study shown, {' and '.join(map(str, answer.sizes))} people in the "
        "groups compared, it is "
        if len(answer.sizes) > 1
        else f"In the study shown, of {answer.sizes[0]} people, it is "
    )
    size = "no effect" if answer.model.null == 0 else "a ratio of 1"
    return (
        f"The model has a {name} of {figure(answer.model.value)}. {seen}"
        f"{with_interval(answer.shown)}, {chance(answer.shown.p)}. Of studies of this "
        f"size, {of_hundred(runs.seeing)} would see it (p < 0.05, on the model's "
        f"side), and in {of_hundred(runs.holding)} the interval would hold {size}."
    )
