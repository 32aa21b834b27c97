"""Tornado charts: what each number does to the best value, the widest bar on top."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.sensitivity.table import Swing

_LINE, _LABEL, _BARS, _MARGIN = 24, 460, 360, 10
_LOWER, _HIGHER = "#c2571a", "#2a6f97"


def tornado_text(swings: Sequence[Swing], width: int = 40) -> str:
    """
    Return the chart in plain text.

    ``-`` reaches to the best value with the number at its least, ``+`` with it at its
    greatest, ``|`` stands at the best value as it is written.

    Args:
        swings: What is shown, in this order.
        width: Characters of the bars, at least 3.
    """
    if not swings:
        return ""
    least, most = _ends(swings)
    label = max(len(swing.parameter.name) for swing in swings)

    def place(value: float) -> int:
        return round((value - least) / (most - least or 1.0) * (width - 1))

    lines = [f"{'':{label}}  {least:<{width - 5}.3f}{most:.3f}"]
    for swing in swings:
        bar = [" "] * width
        middle = place(swing.nominal)
        for mark, end in (("-", swing.at_low), ("+", swing.at_high)):
            reached = place(end)
            for at in range(min(middle, reached), max(middle, reached) + 1):
                bar[at] = mark
        bar[middle] = "|"
        lines.append(f"{swing.parameter.name:{label}}  {''.join(bar)}".rstrip())
    return "\n".join(lines) + "\n"


def tornado_svg(swings: Sequence[Swing]) -> str:
    """Return the chart as an SVG document; bars carry their figures as titles."""
    least, most = _ends(swings) if swings else (0.0, 1.0)

    def place(value: float) -> float:
        return _LABEL + (value - least) / (most - least or 1.0) * _BARS

    height = _LINE * (len(swings) + 1) + 2 * _MARGIN
    width = _LABEL + _BARS + 6 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
    ]
    for at, end in ((_LABEL, least), (_LABEL + _BARS, most)):
        parts.append(
            f'<text x="{at}" y="{_LINE}" text-anchor="middle">{end:.3f}</text>'
        )
    for position, swing in enumerate(swings, 1):
        top = _MARGIN + _LINE * position
        name = escape(swing.parameter.name)
        text = f'x="{_LABEL - _MARGIN}" y="{top + 16}" text-anchor="end"'
        parts.append(f"<text {text}>{name}</text>")
        for colour, end, value in (
            (_LOWER, swing.at_low, swing.low),
            (_HIGHER, swing.at_high, swing.high),
        ):
            left, right = sorted((place(swing.nominal), place(end)))
            parts.append(
                f'<rect x="{left:.1f}" y="{top + 4}" width="{right - left:.1f}" '
                f'height="{_LINE - 8}" fill="{colour}">'
                f"<title>at {value:.2f}: {end:.3f}</title></rect>"
            )
    if swings:
        middle = f"{place(swings[0].nominal):.1f}"
        line = f'x1="{middle}" x2="{middle}" y1="{_LINE + _MARGIN}" y2="{height}"'
        parts.append(f'<line {line} stroke="#333"/>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _ends(swings: Sequence[Swing]) -> tuple[float, float]:
    values = [v for s in swings for v in (s.at_low, s.nominal, s.at_high)]
    return min(values), max(values)
