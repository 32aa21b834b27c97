"""Everything that README and docs show is run, so that no page can rot."""

from __future__ import annotations

from pathlib import Path

import pytest

from documentation import INSTALLING, DocumentationError, blocks, run_page
from scenario_engine.cli.main import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def greet(arguments: list[str]) -> int:
    """Stand in for the command line: greet somebody, or fail with 2."""
    if not arguments:
        print("who?")
        return 2
    print(f"Hello, {arguments[0]}.\n\n  How are you?  \nWell, I hope.")
    return 0


def fence(info: str, *lines: str) -> str:
    """Write one fenced block."""
    return "\n".join([f"```{info}", *lines, "```", ""])


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty folder that is the current one, and a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.mark.packs
@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_the_page_shows_is_so(page, here):
    """Every block of the page runs, and every output shown is the output given."""
    text = page.read_text(encoding="utf-8")

    assert run_page(page.name, text, here, main) == len(list(blocks(page.name, text)))


def test_the_readme_gives_the_two_commands_word_for_word():
    """Whoever copies a line of the README copies one of the two that are tried."""
    lines = {line.strip() for line in PAGES[0].read_text("utf-8").splitlines()}

    assert lines >= INSTALLING


def test_python_blocks_of_a_page_share_their_names(here):
    """A later block goes on where an earlier one stopped."""
    page = fence("python", "a = 1") + fence("python", "assert a == 1", "a = 2")

    assert run_page("page.md", page, here, greet) == 2


def test_python_that_fails_is_reported_with_its_own_line(here):
    """An assertion in a block fails where the page has it."""
    page = "One.\n\n" + fence("python", "a = 1", "assert a == 2")

    with pytest.raises(AssertionError) as caught:
        run_page("page.md", page, here, greet)

    assert caught.traceback[-1].frame.code.raw.co_filename == "page.md"
    assert caught.traceback[-1].lineno + 1 == 5


def test_a_data_file_with_a_name_is_written_and_can_be_used(here):
    """A block that names its file is there for the blocks that follow."""
    page = fence("toml my_pack/parcel.toml", "id = 'parcel'") + fence(
        "python", "from pathlib import Path", "Path('my_pack/parcel.toml').read_text()"
    )

    run_page("page.md", page, here, greet)

    assert (here / "my_pack" / "parcel.toml").read_text("utf-8") == "id = 'parcel'\n"


def test_output_that_is_shown_is_compared_with_output_that_is_given(here):
    """Blanks at line ends do not count, `...` stands for any number of lines."""
    page = fence(
        "console",
        "$ scenario-engine Ada",
        "Hello, Ada.",
        "",
        "  How are you?",
        "Well, I hope.",
        "$ scenario-engine Bob",
        "Hello, Bob.",
        "...",
        "$ scenario-engine 'Eve and Mallory'",
        "...",
        "Well, I hope.",
        "$ scenario-engine Zoe",
    )

    assert run_page("page.md", page, here, greet) == 1


def test_a_command_may_be_shown_to_fail(here):
    """A block says which exit code its commands end with."""
    page = fence("console exit=2", "$ scenario-engine", "who?")

    assert run_page("page.md", page, here, greet) == 1


def test_text_and_diagrams_are_shown_and_not_run(here):
    """Only the languages listed as such may be left alone."""
    page = fence("text", "a b c") + fence("mermaid", "graph TD") + "~~~text\nx\n~~~\n"

    assert run_page("page.md", page, here, greet) == 3


def test_a_block_in_a_list_loses_its_indent(here):
    """A block that belongs to a list item is read without the item's indent."""
    page = "1. First:\n\n   ```python\n   if True:\n       a = 1\n   ```\n"

    assert [block.source for block in blocks("page.md", page)] == [
        "if True:\n    a = 1"
    ]


def test_a_block_may_show_a_block(here):
    """Only a bare fence as long as the opening one closes a block."""
    inner = ["```toml a.toml", "a = 1", "```", "````text"]
    page = "\n".join(["````text", *inner, "````"])

    assert [block.source for block in blocks("page.md", page)] == ["\n".join(inner)]


def test_the_commands_that_install_are_known_and_not_run(here):
    """The two commands of the README are left to the fresh clone they are tried in."""
    page = fence("console", *sorted(INSTALLING))

    assert run_page("page.md", page, here, greet) == 1


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("```python\na = 1\n", "page.md:1: the block is never closed"),
        (fence(""), "page.md:1: no way to run a block of nothing"),
        (fence("rust", "fn"), "page.md:1: no way to run a block of rust"),
        (
            "\n" + fence("toml", "a = "),
            "page.md:2: not toml: Invalid value (at end of document)",
        ),
        (
            fence("json", "{"),
            "page.md:1: not json: Expecting property name enclosed in double quotes: "
            "line 1 column 2 (char 1)",
        ),
        (
            fence("toml ../a.toml", "a = 1"),
            "page.md:1: ../a.toml is outside the page's folder",
        ),
        (
            fence("console", "$ rm -r ."),
            "page.md:1: 'rm -r .' is not a command the tests can run",
        ),
        (
            fence("sh", "pip install tox"),
            "page.md:1: 'pip install tox' is not a command the tests can run",
        ),
        (
            fence("console", "$ scenario-engine"),
            "page.md:1: 'scenario-engine' ended with 2, saying:\nwho?\n",
        ),
        (
            fence("console", "$ scenario-engine Ada", "Hello, Bob.", "..."),
            "page.md:1: 'scenario-engine Ada' says instead:\n"
            "Hello, Ada.\n\n  How are you?  \nWell, I hope.\n",
        ),
        (
            fence("console", "$ scenario-engine Ada", "Hello, Ada."),
            "page.md:1: 'scenario-engine Ada' says instead:\n"
            "Hello, Ada.\n\n  How are you?  \nWell, I hope.\n",
        ),
    ],
)
def test_a_page_that_is_wrong_is_reported_with_its_line(page, said, here):
    """What cannot be run, or is not so, names the page, the line and the matter."""
    with pytest.raises(DocumentationError) as caught:
        run_page("page.md", page, here, greet)

    assert str(caught.value) == said
