"""The rendering layer: the same said in plain text and in colour."""

from __future__ import annotations

import io
import re

import pytest

from scenario_engine.cli import plain, screen
from scenario_engine.cli.blocks import (
    GAP,
    Command,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Table,
    Tone,
)
from scenario_engine.cli.output import Output, OutputError, visible
from scenario_engine.cli.screen import takes_colour

BLOCKS = [
    Heading("One [red]and[/red] only"),
    GAP,
    Paragraph(
        "A sentence that is longer than one line of forty.\n\nAnother.", indent=2
    ),
    Entries((Entry("id", "[bold]text[/bold] :smile:", "crisis"), Entry("", "more"))),
    Table(("name", "n"), (("a", "1"), ("bbb", "22")), frozenset({"n"})),
    Command("scenario-engine play --resume a-very-long-name-of-a-file-indeed"),
    Heading("Two", rank=2),
]


def painted(painter, blocks, width=40):
    """Return what *painter* writes."""
    out = io.StringIO()
    paint = painter(Output(out), width)
    for block in blocks:
        paint(block)
    return out.getvalue()


def uncoloured(text):
    """Return *text* without colour, and without blanks at the ends of lines."""
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return "\n".join(line.rstrip() for line in bare.splitlines()) + "\n"


@pytest.fixture
def coloured(monkeypatch):
    """Return the module that paints in colour, whatever the outside asks of it."""
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return pytest.importorskip("scenario_engine.cli.coloured")


def test_plain_text_is_wrapped_and_aligned():
    """Every block, as it looks in forty columns."""
    assert (
        painted(plain.painter, BLOCKS)
        == """\
One [red]and[/red] only
=======================

  A sentence that is longer than one
  line of forty.

  Another.
  id  [bold]text[/bold] :smile:
      more
name   n
----  --
a      1
bbb   22
  scenario-engine play --resume a-very-long-name-of-a-file-indeed
Two
---
"""
    )


def test_a_label_that_is_too_long_stands_on_its_own_line():
    """The texts stay aligned however long an id is."""
    long = "a" * 31
    assert painted(plain.painter, [Entries((Entry(long, "x"), Entry("b", "y")))]) == (
        f"  {long}\n{'':34}x\n  b{'':31}y\n"
    )


def test_an_id_is_never_broken_at_its_hyphen():
    """An id can be copied from wherever it stands."""
    text = "some scenarios such as this-one-is-called-so"
    assert painted(plain.painter, [Paragraph(text)]) == (
        "some scenarios such as\nthis-one-is-called-so\n"
    )


def test_the_lines_of_a_text_keep_their_own_indent():
    """A line that is set in stays so where it is wrapped."""
    text = "first\n  second line that is too long for this width of forty"
    assert painted(plain.painter, [Paragraph(text, indent=1)]) == (
        " first\n   second line that is too long for this\n   width of forty\n"
    )


@pytest.mark.rich
def test_colour_says_the_same_words(coloured):
    """With the colours taken away the same is left, markup of a pack included."""
    told = uncoloured(painted(coloured.painter, BLOCKS))

    for words in (
        "One [red]and[/red] only",
        "  A sentence that is longer than one\n  line of forty.\n\n  Another.",
        "  id  [bold]text[/bold] :smile:\n      more",
        "  scenario-engine play --resume a-very-long-name-of-a-file-indeed\n",
    ):
        assert words in told


@pytest.mark.rich
def test_each_level_has_a_colour_of_its_own(coloured):
    """Calm, unsettled, upset and crisis look different."""
    levels: tuple[Tone, ...] = ("calm", "unsettled", "upset", "crisis")
    shown = {painted(coloured.painter, [Paragraph("x", tone)]) for tone in levels}

    assert len(shown) == 4
    assert {uncoloured(text) for text in shown} == {"x\n"}


@pytest.mark.rich
@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\u202eabc", "\udcff", "\x9b1m"])
def test_a_text_steers_no_terminal_in_colour(text, coloured):
    """Control characters are spelt out, with rich as without it."""
    for painter in (plain.painter, coloured.painter):
        shown = uncoloured(painted(painter, [Paragraph(text)]))

        assert shown == visible(text) + "\n"
        assert shown.isascii()


def test_line_ends_and_tabs_are_no_control_characters():
    """What lays text out may stay."""
    assert visible("a\n\tb") == "a\n\tb"


@pytest.mark.rich
def test_a_terminal_gets_colour_and_plain_is_obeyed(parcels, monkeypatch, coloured):
    """`--plain`, NO_COLOR and a pipe all get the same plain text."""
    piped = parcels("check", "--quick")
    monkeypatch.setattr(Output, "isatty", lambda _: True)
    shown = parcels("check", "--quick")
    by_option = parcels("--plain", "check", "--quick")
    monkeypatch.setenv("NO_COLOR", "1")
    by_environment = parcels("check", "--quick")

    assert "\x1b[" in shown.out
    assert shown.code == 0
    assert "\x1b[" not in piped.out
    assert piped == by_option == by_environment


@pytest.mark.rich
def test_a_whole_episode_in_colour_says_the_same(parcels, monkeypatch, coloured):
    """Nothing is told by colour alone."""
    keys = "1\n1\n3\n2\n2\n"
    bare = parcels("play", "late-parcel", "--seed", 0, stdin=keys)
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = parcels("play", "late-parcel", "--seed", 0, stdin=keys)

    def words(text):
        return re.sub(r"[=\-─]{2,}", "", uncoloured(text)).split()

    assert shown.out != bare.out
    assert words(shown.out) == words(bare.out)


def test_without_rich_everything_is_plain(parcels, monkeypatch):
    """The extra is no need: a terminal gets plain text then."""
    monkeypatch.setattr(screen, "_in_colour", None)
    monkeypatch.setattr(Output, "isatty", lambda _: True)
    ran = parcels("list")

    assert ran.code == 0
    assert "\x1b[" not in ran.out


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        """Say so."""
        return True


class Latin(Terminal):
    """A terminal of another age."""

    encoding = "latin-1"


@pytest.mark.parametrize(
    ("stream", "environ", "expected"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Latin(), {}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_is_for_those_who_can_and_want_to_see_it(stream, environ, expected):
    """A terminal that knows the characters, and nobody said no."""
    assert takes_colour(Output(stream), environ) is expected


def test_an_encoding_that_lacks_a_character_gets_another():
    """Quotation marks become simpler ones, and what has none becomes a question mark."""
    raw = io.BytesIO()
    out = Output(io.TextIOWrapper(raw, "ascii"))
    out.write("“Žluť…” she says")
    out.flush()

    assert raw.getvalue() == b'"?lu?..." she says'


class Refusing(io.StringIO):
    """A stream that takes nothing."""

    def write(self, text, /):
        """Refuse."""
        raise OSError(28, "No space left on device")

    def flush(self):
        """Refuse."""
        raise BrokenPipeError(32, "Broken pipe")


def test_a_stream_that_takes_nothing_says_why():
    """The reason is the system's own, and a reader who left is told apart."""
    out = Output(Refusing())
    with pytest.raises(OutputError) as full:
        out.write("x")
    with pytest.raises(OutputError) as gone:
        out.flush()
    out.abandon()

    assert (full.value.reason, full.value.is_closed) == (
        "No space left on device",
        False,
    )
    assert gone.value.is_closed


def test_a_line_that_is_no_text_is_asked_again(parcels, monkeypatch):
    """Bytes of another encoding are wrong input, and no end of the episode."""
    raw = io.TextIOWrapper(io.BytesIO(b"\xff\n1\nq\n"), "utf-8")
    monkeypatch.setattr("io.StringIO", lambda _: raw)
    ran = parcels("play", "late-parcel", "--seed", 0)

    assert (ran.code, ran.err) == (0, "")
    assert "You stopped after" in ran.out
