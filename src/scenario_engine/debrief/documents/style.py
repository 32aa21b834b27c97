"""How a page looks: on a bright screen, on a dark one, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "paper": "#fbfaf7",
    "raised": "#ffffff",
    "ink": "#1e2227",
    "quiet": "#575d66",
    "rule": "#dedad1",
    "edge": "#85817a",
    "link": "#0a5580",
    "value": "#0a5580",
    "escalation": "#9c3d15",
    "composure": "#2f6a3a",
    "good": "#2a683a",
    "fair": "#4d5f16",
    "poor": "#8f4700",
    "grave": "#a1232b",
    "plain": "#575d66",
}
"""Colours on a bright screen and on paper, by what they are for."""

DARK: Mapping[str, str] = {
    "paper": "#14171b",
    "raised": "#1c2025",
    "ink": "#e8e6e1",
    "quiet": "#aaaeb6",
    "rule": "#363b43",
    "edge": "#7b818b",
    "link": "#86c5ec",
    "value": "#86c5ec",
    "escalation": "#f2a880",
    "composure": "#9bd3a4",
    "good": "#93d3a0",
    "fair": "#c3cf86",
    "poor": "#f2b468",
    "grave": "#f59f9c",
    "plain": "#aaaeb6",
}
"""The same on a dark one."""


def _tokens(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


_PAGE = """
*,*::before,*::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
    "Liberation Sans", sans-serif;
  overflow-wrap: anywhere; -webkit-hyphens: manual; hyphens: manual;
}
.skip {
  position: absolute; left: 1rem; top: -6rem; padding: .5rem 1rem;
  background: var(--raised); color: var(--link); border: 2px solid var(--link);
  border-radius: .5rem; z-index: 1;
}
.skip:focus { top: 1rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 3px;
  border-radius: .25rem; }
header, main, footer { max-width: 50rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: clamp(2rem, 6vw, 4.5rem); }
main { padding-bottom: 3rem; }
footer { padding-bottom: 3rem; color: var(--quiet); font-size: .875rem; }
footer p { max-width: none; border-top: 1px solid var(--rule); padding-top: 1rem; }
.kind { margin: 0 0 .5rem; color: var(--quiet); font-size: .875rem; font-weight: 600;
  letter-spacing: .08em; text-transform: uppercase; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; font-weight: 650; }
h1 { margin: 0 0 1rem; font-size: clamp(1.9rem, 5vw, 2.75rem);
  letter-spacing: -.015em; }
h2 { margin: 3.5rem 0 1rem; font-size: 1.5rem; letter-spacing: -.01em; }
h3 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
h4 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
p { margin: 0 0 1rem; max-width: 42rem; }
.lead { font-size: 1.1875rem; line-height: 1.5; }
.quiet, figcaption { color: var(--quiet); }
p.quiet, figcaption { font-size: .9375rem; }
a { color: var(--link); text-underline-offset: .2em; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; max-width: 42rem; }
li { margin: .25rem 0; }
.quote { margin: 0 0 1rem; padding-left: 1rem; border-left: 3px solid var(--rule);
  font-size: 1.1em; line-height: 1.45; }
.quote .quiet { font-size: .875rem; }
.facts { margin: 0 0 1.25rem; }
.facts div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1.5rem;
  padding: .5rem 0; border-top: 1px solid var(--rule); }
.facts div:last-child { border-bottom: 1px solid var(--rule); }
dt { color: var(--quiet); font-size: .9375rem; }
dd { margin: 0; grid-column: 2; }
.facts dt { grid-row: 1 / span 40; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
  gap: 1rem; margin: 1.5rem 0 2rem; }
.tiles div { display: flex; flex-direction: column; padding: .25rem 0 0;
  border-top: 2px solid var(--ink); }
.tiles dt { order: 2; font-size: .875rem; line-height: 1.4; }
.tiles dd { font-size: 1.75rem; line-height: 1.4; font-weight: 600;
  font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.mark { font-weight: 600; white-space: nowrap; }
.good { --tone: var(--good); } .fair { --tone: var(--fair); }
.poor { --tone: var(--poor); } .grave { --tone: var(--grave); }
.plain { --tone: var(--plain); }
.mark { color: var(--tone); }
.panel { margin: 1.75rem 0; padding: 1.25rem 1.5rem .5rem;
  background: var(--raised); border: 1px solid var(--rule);
  border-top: 4px solid var(--tone); border-radius: .5rem; }
.panel > h2, .panel > h3, .panel > h4 { margin-top: 0; }
.beside { display: grid; gap: 1.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
.beside .panel { margin: 0; }
.wide { overflow-x: auto; margin: 0 0 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0;
  border-bottom: 1px solid var(--rule); overflow-wrap: normal; }
thead th, thead td { color: var(--quiet); font-weight: 600; font-size: .875rem;
  border-bottom-color: var(--edge); }
tbody th { font-weight: 500; min-width: 8rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; }
th:last-child, td:last-child { padding-right: 0; }
summary { cursor: pointer; padding: .5rem 0; border-radius: .25rem; }
summary::marker { color: var(--quiet); }
.numbers { margin: 0 0 1.5rem; font-size: .9375rem; }
.numbers > summary { color: var(--link); }
.steps { list-style: none; margin: 0; padding: 0;
  border-bottom: 1px solid var(--rule); }
.steps > li { margin: 0; border-top: 1px solid var(--rule); }
.steps summary { padding: .75rem 0; }
.folded { padding: .25rem 0 1rem 1.25rem; }
.folded > :first-child { margin-top: 0; }
figure { margin: 1.5rem 0 .75rem; }
figure svg { display: block; width: 100%; height: auto; overflow: visible; }
figcaption { margin-top: .75rem; max-width: 42rem; }
.narrow { display: none !important; }
"""

_CHART = """
svg text { font-size: 13px; fill: var(--quiet); font-variant-numeric: tabular-nums; }
svg .name { fill: var(--ink); font-weight: 600; }
svg .figure { fill: var(--ink); font-weight: 600; }
.grid { stroke: var(--rule); stroke-width: 1; fill: none; }
.axis { stroke: var(--edge); stroke-width: 1; fill: none; }
.course { fill: none; stroke-width: 2.5; stroke-linejoin: round;
  stroke-linecap: round; }
.course.value { stroke: var(--value); }
.course.escalation { stroke: var(--escalation); }
.course.composure { stroke: var(--composure); stroke-dasharray: 7 5; }
.given-away { stroke: var(--tone); stroke-width: 2.5; stroke-dasharray: 2 4;
  stroke-linecap: round; }
.sign-of { fill: var(--tone); stroke: var(--paper); stroke-width: 2; }
.sign-of.hollow { fill: var(--paper); stroke: var(--tone); stroke-width: 2.5; }
.touch { fill: transparent; }
a:focus-visible .touch { stroke: var(--link); stroke-width: 3; }
svg a:focus-visible { outline: none; }
.bar { fill: var(--tone); }
.bar.value { fill: var(--value); }
.bar.hatched { fill: var(--paper); stroke: var(--tone); stroke-width: 2;
  stroke-dasharray: 5 3; }
.whisker { stroke: var(--value); stroke-width: 2.5; stroke-linecap: round; }
.dot { fill: var(--value); }
"""

_NARROW = """
@media (max-width: 40rem) {
  body { font-size: 1rem; }
  header, main, footer { padding-left: 1.25rem; padding-right: 1.25rem; }
  h2 { margin-top: 2.75rem; }
  .facts div { grid-template-columns: 1fr; }
  .facts dt, dd { grid-column: 1; grid-row: auto; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .narrow { display: block !important; }
  .broad { display: none !important; }
  .folded { padding-left: .25rem; }
  .panel { padding: 1rem 1.125rem .25rem; }
}
"""

_PRINT = """
@page { margin: 18mm 16mm; }
@media print {
  html { font-size: 10.5pt; }
  body { font-size: 1rem; line-height: 1.45; background: none; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  h2 { margin-top: 1.75rem; }
  h1, h2, h3, h4, summary, caption { break-after: avoid; }
  .panel, figure, tr, .facts div, .quote, .tiles, summary, .steps > li {
    break-inside: avoid;
  }
  .begins-page { break-before: page; }
  .skip, .numbers, .folded details { display: none; }
  .broad { display: block !important; }
  .narrow { display: none !important; }
  .wide { overflow: visible; }
  .beside { grid-template-columns: 1fr 1fr; }
  .facts div { grid-template-columns: 9rem 1fr; }
  .facts dt { grid-row: 1 / span 40; grid-column: 1; }
  .facts dd { grid-column: 2; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details > summary { list-style: none; }
  details > summary::-webkit-details-marker { display: none; }
  a { color: inherit; text-decoration: none; }
  main { padding-bottom: 1rem; }
}
"""

RULES = (
    f":root {{ color-scheme: light dark; {_tokens(LIGHT)} }}\n"
    "@media screen and (prefers-color-scheme: dark) "
    f"{{ :root {{ {_tokens(DARK)} }} }}\n{_PAGE}{_CHART}{_NARROW}{_PRINT}"
)
"""All rules of a page, in the order in which they apply."""
