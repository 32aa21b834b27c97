"""The folder of a study is whole or not there, and its report needs nothing else."""

from __future__ import annotations

import csv
import itertools
import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import attrs
import pyarrow.parquet
import pytest

from scenario_engine.study import writing
from scenario_engine.study.outcome import conduct
from scenario_engine.study.plotting import Drawn
from scenario_engine.study.questions import FIGURES, Figure, Published, Sweep
from scenario_engine.study.writing import WritingError, write
from studies import REGISTRY, contrast, study

HALF = Decimal("0.5")
HOSTILE = "<script>alert(1)</script>\"'&"


def figure(kind):
    return Figure(
        id=kind,
        title=f"{kind} {HOSTILE}",
        kind=kind,
        measure="goal",
        against="sure",
        contrasts=("gain", "rate-ratio", "correlation"),
        caption=HOSTILE,
    )


@pytest.fixture(scope="module")
def outcome():
    made = study(
        title=HOSTILE,
        cautions=(HOSTILE,),
        contrasts=(
            contrast(
                "gain",
                "practised",
                "not",
                published=(
                    Published(
                        text=HOSTILE,
                        reference="a-book",
                        value=HALF,
                        low=HALF,
                        high=HALF,
                    ),
                    Published(text="a direction", reference="a-book"),
                ),
                reading=HOSTILE,
            ),
            contrast("rate-ratio", "practised", "not", measure="harm"),
            contrast("correlation", "not", against="sure"),
        ),
        figures=tuple(map(figure, FIGURES)),
        sweeps=(Sweep(rate="feedback.skill", values=(HALF,), contrasts=("gain",)),),
    )
    return conduct(made, REGISTRY, f"study {HOSTILE}")


@pytest.fixture
def undrawn(monkeypatch):
    """Have figures written without the seconds that drawing them takes."""
    monkeypatch.setattr(writing, "draw", lambda _: Drawn(b"png", "<svg/>", "<svg />"))


@pytest.fixture(scope="module")
def folder(outcome, tmp_path_factory):
    made = tmp_path_factory.mktemp("results") / "out"
    write(outcome, made)
    return made


class Page(HTMLParser):
    """Notes the tags of a page, and whether they are closed in order."""

    VOID = frozenset({"meta", "link", "br", "img", "input"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.text = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs_):
        self.tags.append((tag, dict(attrs_)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs_):
        self.tags.append((tag, dict(attrs_)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def all(self, *names):
        return [found for tag, found in self.tags if tag in names]


def page(folder):
    return Page((folder / writing.REPORT).read_text(encoding="utf-8"))


def test_the_folder_holds_report_figures_and_data(folder):
    """And nothing beside it is left over."""
    names = sorted(path.name for path in folder.iterdir())

    assert names == [
        "contrasts.csv",
        "contrasts.parquet",
        "figures",
        "people.csv",
        "people.parquet",
        "report.html",
        "results.json",
    ]
    assert sorted(path.name for path in (folder / "figures").iterdir()) == sorted(
        f"{kind}.{ending}" for kind in FIGURES for ending in ("png", "svg")
    )
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_the_report_asks_nothing_of_any_network(folder):
    """No script, no link to a file, no address that is fetched."""
    found = page(folder)

    assert not found.open
    assert not found.all("script", "link", "iframe", "img", "object", "use", "image")
    text = (folder / writing.REPORT).read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|@import|url\((?!#)", text)
    policies = [meta for meta in found.all("meta") if "http-equiv" in meta]
    assert "default-src 'none'" in policies[0]["content"]


def test_what_authors_wrote_is_text_and_no_markup(folder):
    """Wherever it stands: in titles, captions, charts and labels."""
    found = page(folder)

    assert "<script" not in (folder / writing.REPORT).read_text(encoding="utf-8")
    assert "".join(found.text).count(HOSTILE) >= 10


def test_every_drawing_is_told_in_words_and_as_a_table(folder):
    """And takes its colours from the page, so that it is readable in the dark."""
    found = page(folder)
    drawings = [svg for svg in found.all("svg") if svg.get("role") == "img"]

    assert len(drawings) == len(found.all("figure")) == len(FIGURES)
    assert all(len(svg["aria-label"]) > 40 for svg in drawings)
    assert len(found.all("details")) == len(FIGURES)
    painted = {
        value
        for tag, given in found.tags
        for name, value in given.items()
        if tag in ("path", "text", "line", "rect") and name in ("fill", "stroke")
    }
    assert {value for value in painted if value.startswith("#")} == set()


def test_headings_do_not_skip_a_rank_and_tables_are_named(folder):
    """One h1; captions and scopes."""
    found = page(folder)
    ranks = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]

    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))
    assert len(found.all("caption")) == len(found.all("table"))
    assert all(th["scope"] in ("col", "row") for th in found.all("th"))


def test_the_first_lines_say_that_it_is_a_model(folder):
    """Before anything else is said."""
    told = " ".join("".join(page(folder).text).split())

    assert told.index("It predicts nothing about real people") < told.index(
        "The question"
    )


def test_the_data_are_what_was_measured(outcome, folder):
    """As CSV and as Parquet, a row for each person and measure; and as JSON."""
    with (folder / "people.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    table = pyarrow.parquet.read_table(folder / "people.parquet")
    told = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    cells = outcome.results.cells

    assert (
        len(rows) == table.num_rows == sum(values.shape[1] for values in cells.values())
    )
    assert [float(row["value"]) for row in rows] == table["value"].to_pylist()
    assert table.schema.metadata[b"seed"] == b"5"
    assert [each["contrast"] for each in told["contrasts"]] == [
        "gain",
        "rate-ratio",
        "correlation",
    ]
    assert told["predicts_real_people"] is False
    assert told["contrasts"][0]["shown"] == outcome.answers[0].shown.value


def test_earlier_results_are_kept_unless_asked_for(outcome, folder, tmp_path, undrawn):
    """And what is no result is kept whatever is asked."""
    with pytest.raises(
        WritingError, match=r"holds contrasts\.csv, .* or replace earlier"
    ):
        write(outcome, folder)
    write(outcome, folder, force=True)
    assert (folder / "report.html").exists()

    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WritingError, match="does not hold the results of a study"):
        write(outcome, tmp_path, force=True)
    with pytest.raises(WritingError, match=r"is a file\. Name a folder"):
        write(outcome, tmp_path / "diary.txt", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


@pytest.mark.parametrize("failing", ["report", "draw"])
def test_what_cannot_be_written_leaves_nothing_behind(
    outcome, tmp_path, monkeypatch, undrawn, failing
):
    """A full disk in the middle: no folder, nothing half written."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, failing, full)
    with pytest.raises(
        WritingError, match=r"out: No space left on device\. Name another"
    ):
        write(outcome, tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


def test_results_that_were_there_outlive_a_full_disk(
    outcome, folder, monkeypatch, undrawn
):
    """Even where they were to be replaced."""
    before = (folder / "results.json").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "report", full)
    with pytest.raises(WritingError):
        write(outcome, folder, force=True)

    assert (folder / "results.json").read_bytes() == before
    assert attrs.asdict(outcome.provenance)["seed"] == 5
