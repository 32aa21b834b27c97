"""Figures drawn by Vega-Lite: as PNG, as SVG, and for a page in light and dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs
import vl_convert

from scenario_engine.study.charts import CHARTS, GRID, INK, PAPER, QUIET, SERIES

if TYPE_CHECKING:
    from scenario_engine.study.pictures import Picture

COLOURS = {
    INK: "--ink",
    QUIET: "--quiet",
    GRID: "--grid",
    PAPER: "--paper",
    **{colour: f"--series-{at}" for at, colour in enumerate(SERIES)},
}
"""For each colour that is drawn with, the variable that stands for it on a page."""

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_SCALE = 2.0


@attrs.frozen(eq=False)
class Drawn:
    """
    A figure that was drawn.

    Attributes:
        png: The picture, on white.
        svg: The same, on white.
        inline: The same for a page: no background, colours that the page sets.
    """

    png: bytes
    svg: str
    inline: str


def draw(picture: Picture) -> Drawn:
    """Draw a figure."""
    chart = CHARTS[picture.figure.kind](picture)
    plain = _finished(chart, PAPER).to_json()
    bare = _finished(chart, "transparent").to_json()
    return Drawn(
        vl_convert.vegalite_to_png(plain, scale=_SCALE),
        vl_convert.vegalite_to_svg(plain),
        _for_page(vl_convert.vegalite_to_svg(bare)),
    )


def _for_page(svg: str) -> str:
    """Let the page set the colours and the size of a drawing."""
    for colour, variable in COLOURS.items():
        svg = re.sub(colour, f"var({variable})", svg, flags=re.IGNORECASE)
    sized = r' width="([\d.]+)" height="[\d.]+"'
    return re.sub(sized, r' style="max-width:\1px;width:100%"', svg, count=1)


def _finished(chart: Any, background: str) -> Any:
    text = {"labelColor": INK, "titleColor": INK, "titleFontWeight": 600}
    return (
        chart.configure(background=background, font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            **text,
            gridColor=GRID,
            domainColor=QUIET,
            tickColor=QUIET,
            labelFontSize=12,
            titleFontSize=12,
            labelLimit=380,
            titlePadding=8,
            labelFlush=False,
        )
        .configure_axisX(tickCount=6)
        .configure_axisY(tickCount=6)
        .configure_legend(
            **text, labelFontSize=12, titleFontSize=12, labelLimit=320, orient="top"
        )
        .configure_header(
            **text, labelFontSize=12, titleFontSize=12, labelFontWeight=600
        )
    )
