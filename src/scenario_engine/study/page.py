"""HTML for a report that needs nothing but itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STYLE = """
:root{color-scheme:light dark;--paper:#fefefe;--ink:#1c1d21;--quiet:#5a5e66;
--grid:#dfe1e6;--soft:#f3f4f7;--series-0:#0b63b5;--series-1:#b4500b;--series-2:#1a7f4b;
--series-3:#7a3ea8;--series-4:#94343f;--series-5:#4d5a68}
@media(prefers-color-scheme:dark){:root{--paper:#16181d;--ink:#eceef2;--quiet:#a9afba;
--grid:#383c45;--soft:#20232a;--series-0:#6db3f8;--series-1:#f2a05c;--series-2:#5fcf95;
--series-3:#c79bf0;--series-4:#f08c98;--series-5:#aebccb}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}
main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .75rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-top:1rem;
border-top:1px solid var(--grid)}
h3{font-size:1.05rem;margin:1.75rem 0 .4rem}
p,ul{max-width:46rem}
.lead{background:var(--soft);border-left:4px solid var(--series-0);
padding:.75rem 1rem;max-width:none}
.tag{display:inline-block;border:1px solid var(--quiet);border-radius:1rem;
padding:.05rem .6rem;font-size:.8rem;font-weight:600;vertical-align:.1em}
.quiet{color:var(--quiet);font-size:.9rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0 1rem;
font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem .4rem 0;
border-bottom:1px solid var(--grid)}
thead th{border-bottom:2px solid var(--quiet)}
tbody th{font-weight:600}
td.n{text-align:right;white-space:nowrap}
thead th.n{text-align:right}
figure{margin:1.25rem 0 2rem}
figure svg{height:auto;display:block;overflow:visible}
figure .drawing{overflow-x:auto;padding:.25rem}
figcaption{color:var(--quiet);font-size:.9rem;max-width:46rem;margin-top:.5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;
max-width:46rem;font-size:.95rem}
dt{font-weight:600}dd{margin:0}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--quiet);font-size:.9rem}
a{color:var(--series-0)}code{overflow-wrap:anywhere;font-size:.88em}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{:root{--paper:#fff;--ink:#000;--quiet:#444;--grid:#bbb;--soft:#f4f4f4;
--series-0:#0b63b5;--series-1:#b4500b;--series-2:#1a7f4b;--series-3:#7a3ea8;
--series-4:#94343f;--series-5:#4d5a68}
main{max-width:none;padding:0}figure,table{break-inside:avoid}
h2,h3{break-after:avoid}details>*{display:block}}
"""


def page(title: str, body: Iterable[str]) -> str:
    """Return a whole page; *body* is HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        "<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def heading(text: str, rank: int = 2) -> str:
    """Return a heading."""
    return f"<h{rank}>{escape(text)}</h{rank}>"


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of plain text."""
    return f"<p{_class(style)}>{escape(text)}</p>"


def table(
    caption: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    numeric: Sequence[int] = (),
) -> str:
    """
    Return a table of plain texts, whose first column names the rows.

    Args:
        caption: What it is.
        headers: Of the columns.
        rows: Their cells.
        numeric: The columns of numbers.
    """
    head = "".join(
        f'<th scope="col"{_class("n" if at in numeric else "")}>{escape(text)}</th>'
        for at, text in enumerate(headers)
    )
    body = "\n".join(f"<tr>{_cells(row, numeric)}</tr>" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def terms(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms with what belongs to each."""
    rows = (f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in pairs)
    return f"<dl>{''.join(rows)}</dl>"


def bullets(texts: Iterable[str]) -> str:
    """Return a list of plain texts."""
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def drawing(title: str, caption: str, told: str, svg: str, data: str) -> str:
    """
    Return a figure.

    Args:
        title: What it is called.
        caption: What it shows.
        told: The same in words, for whoever does not see it.
        svg: The drawing, which is trusted: we made it.
        data: Its data as HTML.
    """
    labelled = svg.replace(
        "<svg ", f'<svg role="img" aria-label="{escape(f"{title}. {told}")}" ', 1
    )
    return (
        f'<figure>{heading(title, 3)}<div class="drawing">{labelled}</div>'
        f"<figcaption>{escape(caption)}</figcaption>"
        f"<details><summary>The same as a table</summary>{data}</details></figure>"
    )


def _cells(row: Sequence[str], numeric: Sequence[int]) -> str:
    first, *rest = row
    cells = "".join(
        f"<td{_class('n' if at in numeric else '')}>{escape(text)}</td>"
        for at, text in enumerate(rest, start=1)
    )
    return f'<th scope="row">{escape(first)}</th>{cells}'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
