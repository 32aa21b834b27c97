"""How far exact answers can be off because the numbers they rest on are estimates."""

from __future__ import annotations

from scenario_engine.analysis.sensitivity.advice import (
    Advice,
    Verdict,
    Witness,
    first_advice,
)
from scenario_engine.analysis.sensitivity.derivatives import Derivatives, derivatives
from scenario_engine.analysis.sensitivity.parameters import (
    Kind,
    Parameter,
    Widths,
    parameters,
)
from scenario_engine.analysis.sensitivity.report import Sensitivity, sensitivity
from scenario_engine.analysis.sensitivity.robust import Range, robust_range
from scenario_engine.analysis.sensitivity.table import Swing, as_text, swings
from scenario_engine.analysis.sensitivity.tornado import tornado_svg, tornado_text
from scenario_engine.analysis.sensitivity.unfolding import Unfolded, unfold

__all__ = [
    "Advice",
    "Derivatives",
    "Kind",
    "Parameter",
    "Range",
    "Sensitivity",
    "Swing",
    "Unfolded",
    "Verdict",
    "Widths",
    "Witness",
    "as_text",
    "derivatives",
    "first_advice",
    "parameters",
    "robust_range",
    "sensitivity",
    "swings",
    "tornado_svg",
    "tornado_text",
    "unfold",
]
