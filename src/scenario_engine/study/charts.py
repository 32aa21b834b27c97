"""What each kind of figure looks like, in Vega-Lite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scenario_engine.study.pictures import Picture, Row

INK, QUIET, GRID, PAPER = "#1c1d21", "#5a5e66", "#dfe1e6", "#fefefe"
SERIES = ("#0b63b5", "#b4500b", "#1a7f4b", "#7a3ea8", "#94343f", "#4d5a68")
"""Colours by which lines and points are told apart; shapes and dashes do it too."""

_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
_DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 1], [1, 3]]
_WIDTH = 520


def _data(rows: Sequence[Row]) -> Any:
    return alt.InlineData(values=list(rows))


def _names(rows: Sequence[Row], key: str) -> list[str]:
    return list(dict.fromkeys(row[key] for row in rows))


def _colour(key: str, names: list[str]) -> Any:
    scale = alt.Scale(domain=names, range=list(SERIES[: len(names)]))
    return alt.Color(f"{key}:N", scale=scale, legend=_legend(names))


def _shape(key: str, names: list[str]) -> Any:
    scale = alt.Scale(domain=names, range=_SHAPES[: len(names)])
    return alt.Shape(f"{key}:N", scale=scale, legend=_legend(names))


def _legend(names: list[str]) -> Any:
    """Return a legend where there is anything to tell apart."""
    if len(names) == 1:
        return None
    columns = 1 if max(map(len, names)) > 34 else 3 if len(names) == 3 else 2
    return alt.Legend(
        title=None,
        columns=columns,
        columnPadding=24,
        symbolOpacity=1,
        symbolDash=[1, 0],
    )


def _dash(key: str, names: list[str]) -> Any:
    scale = alt.Scale(domain=names, range=_DASHES[: len(names)])
    return alt.StrokeDash(f"{key}:N", scale=scale, legend=None)


def _arms(picture: Picture) -> Any:
    rows = picture.rows
    times, places = _names(rows, "time"), _names(rows, "setting")
    arms = _names(rows, "arm")
    base = alt.Chart().encode(
        y=alt.Y("arm:N", sort=arms, title=None),
        color=_colour("time" if len(times) > 1 else "arm", times)
        if len(times) > 1
        else alt.value(SERIES[0]),
        yOffset=alt.YOffset("time:N", sort=times),
    )
    line = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", title=picture.axis, scale=alt.Scale(zero=False, nice=True)),
        x2="high:Q",
    )
    point = base.mark_point(size=90, filled=True, opacity=1).encode(
        x="mean:Q",
        shape=_shape("time", times) if len(times) > 1 else alt.value("circle"),
    )
    layered = alt.layer(line, point, data=_data(rows)).properties(
        width=_WIDTH, height=alt.Step(26 if len(times) > 1 else 40)
    )
    if len(places) == 1:
        return layered
    return layered.facet(
        row=alt.Row(
            "setting:N",
            sort=places,
            title=None,
            header=alt.Header(
                labelAngle=0, labelAnchor="start", labelOrient="top", labelPadding=2
            ),
        )
    )


def _scatter(picture: Picture) -> Any:
    up, along = picture.axis.split("|")
    rows = picture.rows
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("x:Q", title=along, scale=alt.Scale(zero=False)),
        y=alt.Y("y:Q", title=up, scale=alt.Scale(zero=False)),
    )
    points = base.transform_filter("datum.what == 'person'").mark_circle(
        size=30, opacity=0.25, color=SERIES[0]
    )
    fifths = base.transform_filter("datum.what != 'person'")
    line = fifths.mark_rule(color=SERIES[1], strokeWidth=2.5).encode(
        y="low:Q", y2="high:Q"
    )
    mean = fifths.mark_point(
        color=SERIES[1], shape="diamond", size=130, filled=True, opacity=1
    )
    return alt.layer(points, line, mean).properties(width=_WIDTH, height=320)


def _curves(picture: Picture) -> Any:
    rows = picture.rows
    arms, places = _names(rows, "arm"), _names(rows, "setting")
    base = alt.Chart().encode(
        x=alt.X(
            "episodes:Q", title="episodes of practice", axis=alt.Axis(tickMinStep=1)
        ),
        color=_colour("arm", arms),
    )
    band = base.mark_area(opacity=0.18).encode(y="low:Q", y2="high:Q")
    line = base.mark_line(strokeWidth=2.2).encode(
        y=alt.Y("mean:Q", title=picture.axis, scale=alt.Scale(zero=False)),
        strokeDash=_dash("arm", arms),
    )
    point = base.mark_point(size=46, filled=True, opacity=1).encode(
        y="mean:Q", shape=_shape("arm", arms)
    )
    width = _WIDTH if len(places) == 1 else 200
    layered = alt.layer(band, line, point, data=_data(rows)).properties(
        width=width, height=240
    )
    if len(places) == 1:
        return layered
    return layered.facet(column=alt.Column("setting:N", sort=places, title=None))


def _transfer(picture: Picture) -> Any:
    rows = [
        {**row, "told": _points(row["mean"]), "size": abs(row["mean"])}
        for row in picture.rows
    ]
    arms, places = _names(rows, "arm"), _names(rows, "setting")
    most = max(row["size"] for row in rows) or 1.0
    base = alt.Chart(_data(rows)).encode(
        x=alt.X(
            "setting:N",
            sort=places,
            title="measured in",
            axis=alt.Axis(labelAngle=0, orient="top", labelLimit=150),
        ),
        y=alt.Y("arm:N", sort=arms, title="practised"),
    )
    cell = base.mark_rect(stroke=PAPER, strokeWidth=3).encode(
        color=alt.condition(
            "datum.mean >= 0", alt.value(SERIES[0]), alt.value(SERIES[1])
        ),
        fillOpacity=alt.FillOpacity(
            "size:Q", scale=alt.Scale(domain=[0, most], range=[0.03, 0.5]), legend=None
        ),
    )
    home = (
        base.transform_filter("datum.home")
        .mark_rect(filled=False, stroke=INK, strokeWidth=2)
        .encode()
    )
    text = base.mark_text(fontSize=15, fontWeight=600, color=INK).encode(text="told:N")
    return alt.layer(cell, home, text).properties(
        width=170 * len(places), height=54 * len(arms)
    )


def _points(value: float) -> str:
    return f"{value * 100:+.1f} pp".replace("-", "\u2212")


def _difficulty(picture: Picture) -> Any:
    rows = picture.rows
    places, ways = _names(rows, "setting"), _names(rows, "who")
    base = alt.Chart().encode(color=_colour("setting", places))
    line = base.mark_line(strokeWidth=2.4).encode(
        x=alt.X("skill:Q", title="skill in every technique (0 to 1)"),
        y=alt.Y("chance:Q", title="chance of the goal", scale=alt.Scale(domain=[0, 1])),
        strokeDash=_dash("setting", places),
    )
    point = base.mark_point(size=40, filled=True, opacity=1).encode(
        x="skill:Q", y="chance:Q", shape=_shape("setting", places)
    )
    width = _WIDTH if len(ways) == 1 else 240
    layered = alt.layer(line, point, data=_data(rows)).properties(
        width=width, height=260
    )
    if len(ways) == 1:
        return layered
    return layered.facet(column=alt.Column("who:N", sort=ways, title=None))


def _effects(picture: Picture) -> Any:
    names, whats = _names(picture.rows, "name"), _names(picture.rows, "what")
    parts = [
        _forest([row for row in picture.rows if row["name"] == name], name, whats)
        for name in names
    ]
    return alt.vconcat(*parts, spacing=18).resolve_scale(color="shared", shape="shared")


def _forest(rows: list[Row], name: str, whats: list[str]) -> Any:
    null = rows[0]["null"]
    scale, axis = _ratio_scale(rows) if null == 1 else (alt.Scale(zero=True), {})
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("contrast:N", sort=_names(rows, "contrast"), title=None),
        yOffset=alt.YOffset("what:N", sort=whats),
        color=_colour("what", whats),
    )
    line = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", title=name, scale=scale, axis=alt.Axis(**axis)), x2="high:Q"
    )
    point = base.mark_point(size=90, filled=True, opacity=1).encode(
        x="value:Q", shape=_shape("what", whats)
    )
    zero = (
        alt.Chart(_data([{"null": null}]))
        .mark_rule(color=QUIET, strokeDash=[4, 3])
        .encode(x="null:Q")
    )
    source = base.mark_text(align="left", dx=9, dy=-1, fontSize=11).encode(
        x="high:Q", text="source:N"
    )
    return alt.layer(zero, line, point, source).properties(
        width=_WIDTH - 60, height=alt.Step(18)
    )


def _ratio_scale(rows: list[Row]) -> tuple[Any, dict[str, Any]]:
    """Return a logarithmic scale no wider than it need be, and its ticks."""
    low = min(max(row["low"], 0.02) for row in rows)
    high = max(min(row["high"], 50.0) for row in rows)
    domain = [min(low / 1.1, 0.8), max(high * 1.1, 1.25)]
    ticks = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 50]
    if domain[1] < 4 * domain[0]:
        ticks = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.8, 2, 2.5]
    inside = [tick for tick in ticks if domain[0] <= tick <= domain[1]]
    scale = alt.Scale(type="log", domain=domain, nice=False, clamp=True)
    return scale, {"values": inside, "format": "~g"}


CHARTS: dict[str, Callable[[Picture], Any]] = {
    "arms": _arms,
    "scatter": _scatter,
    "curves": _curves,
    "transfer": _transfer,
    "difficulty": _difficulty,
    "effects": _effects,
}
"""For each kind of figure, what draws it."""
