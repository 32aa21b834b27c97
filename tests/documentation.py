"""Run what a page of documentation shows: its Python, its data files, its commands."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import tomllib
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Command = Callable[[list[str]], int]

# The README's two commands make environments; they are tried in a fresh clone.
INSTALLING = {
    "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
    " && .venv/bin/scenario-engine demo",
    "python3 -m venv .venv && .venv/bin/pip install tox && .venv/bin/tox",
}
PARSERS = {"toml": tomllib.loads, "json": json.loads}
SHELLS = {"console", "bash", "sh"}
SHOWN_ONLY = {"text", "mermaid"}
FENCE = re.compile(r"^(?P<indent> *)(?P<marks>```+|~~~+) *(?P<info>.*?) *$")


class DocumentationError(Exception):
    """A page shows something that is not so; the message says where."""


@attrs.frozen
class Block:
    """A fenced block; *line* is that of its fence, *rest* what follows the language."""

    page: str
    line: int
    language: str
    rest: str
    source: str

    def wrong(self, problem: str) -> DocumentationError:
        """Say *problem* with the place where it stands."""
        return DocumentationError(f"{self.page}:{self.line}: {problem}")


def blocks(page: str, text: str) -> Iterator[Block]:
    """Find every fenced block of *text*, in the order in which it stands."""
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        if not (opening := FENCE.match(line)):
            continue
        indent, marks = opening["indent"], opening["marks"]
        language, _, rest = opening["info"].partition(" ")
        source: list[str] = []
        for _, inner in lines:
            closing = FENCE.match(inner)
            if closing and closing["marks"].startswith(marks) and not closing["info"]:
                break
            source.append(inner.removeprefix(indent))
        else:
            msg = f"{page}:{number}: the block is never closed"
            raise DocumentationError(msg)
        yield Block(page, number, language, rest, "\n".join(source))


def run_page(page: str, text: str, folder: Path, command: Command) -> int:
    """
    Run every block of a page, in order, and count them.

    Python blocks of one page share their names; data blocks that are given a file
    name are written into *folder*, which the caller has made the current one.

    Args:
        page: The name that errors give.
        text: The page, in Markdown.
        folder: Where files that the page names are written.
        command: What the page's ``scenario-engine`` lines call, with their arguments.

    Raises:
        DocumentationError: If a block cannot be run, or shows what is not so.
    """
    names: dict[str, object] = {"__name__": "__documentation__"}
    count = 0
    for block in blocks(page, text):
        count += 1
        if block.language == "python":
            _run_python(block, names)
        elif block.language in PARSERS:
            _keep_file(block, folder)
        elif block.language in SHELLS:
            _run_console(block, command)
        elif block.language not in SHOWN_ONLY:
            raise block.wrong(f"no way to run a block of {block.language or 'nothing'}")
    return count


def _run_python(block: Block, names: dict[str, object]) -> None:
    code = compile("\n" * block.line + block.source, block.page, "exec")
    exec(code, names)  # noqa: S102 - our own pages, as a reader would run them


def _keep_file(block: Block, folder: Path) -> None:
    try:
        PARSERS[block.language](block.source)
    except ValueError as error:
        raise block.wrong(f"not {block.language}: {error}") from error
    if block.rest:
        path = (folder / block.rest).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise block.wrong(f"{block.rest} is outside the page's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.source + "\n", encoding="utf-8")


def _run_console(block: Block, command: Command) -> None:
    expected_code = int(block.rest.removeprefix("exit=") or 0)
    for line, shown in _commands(block):
        if line in INSTALLING:
            continue
        program, *arguments = shlex.split(line)
        if program != "scenario-engine":
            raise block.wrong(f"{line!r} is not a command the tests can run")
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = command(arguments)
        if code != expected_code:
            raise block.wrong(f"{line!r} ended with {code}, saying:\n{said.getvalue()}")
        if shown and not _matches(shown, said.getvalue()):
            raise block.wrong(f"{line!r} says instead:\n{said.getvalue()}")


def _commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Pair every command of a block with the output shown below it."""
    lines = block.source.splitlines()
    if not any(line.startswith("$ ") for line in lines):
        yield from ((line, []) for line in lines if line.strip())
        return
    starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].removeprefix("$ "), lines[start + 1 : end]


def _matches(shown: list[str], said: str) -> bool:
    """Compare line by line; a line of ``...`` stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n"
        for line in shown
    )
    lines = [line.rstrip() + "\n" for line in said.splitlines()]
    return re.fullmatch(pattern, "".join(lines)) is not None
