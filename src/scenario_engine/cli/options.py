"""Options that every command takes, before or after its name, and kinds of values."""

from __future__ import annotations

import argparse
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_AFTER = "_after"


def add_shared(parser: argparse.ArgumentParser, *, after: bool = False) -> None:
    """
    Add the options that every command takes.

    Args:
        parser: The parser that they are added to.
        after: Whether they stand after the command's name. What is given there adds
            to what is given before it.
    """
    group = parser.add_argument_group("packs and output")
    lists: dict[str, Any] = {
        "action": "append",
        "default": argparse.SUPPRESS if after else [],
    }
    suffix = _AFTER if after else ""
    group.add_argument(
        "--block",
        dest=f"block{suffix}",
        metavar="PACK",
        help="do not even import this pack (may be repeated; see also the "
        "environment variable SCENARIO_ENGINE_BLOCK)",
        **lists,
    )
    group.add_argument(
        "--pack-dir",
        dest=f"pack_dir{suffix}",
        metavar="DIR",
        type=Path,
        help="load the data files in this folder as a pack, too (may be repeated)",
        **lists,
    )
    for name, meaning in (
        ("--plain", "never use colour"),
        ("--traceback", "if there is a bug, show where"),
    ):
        group.add_argument(
            name,
            action="store_true",
            default=argparse.SUPPRESS if after else False,
            help=meaning,
        )


def blocked(arguments: argparse.Namespace) -> list[str]:
    """Return the packs that are blocked by option."""
    return [*arguments.block, *getattr(arguments, f"block{_AFTER}", [])]


def folders(arguments: argparse.Namespace) -> list[Path]:
    """Return the folders that are loaded as packs."""
    return [*arguments.pack_dir, *getattr(arguments, f"pack_dir{_AFTER}", [])]


def repeated(arguments: argparse.Namespace) -> list[str]:
    """Return the options about packs, to be typed again."""
    return [
        *(word for id_ in blocked(arguments) for word in ("--block", id_)),
        *(word for path in folders(arguments) for word in ("--pack-dir", str(path))),
    ]


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a whole number in *low*..*high*."""

    def read(text: str) -> int:
        # `int` alone would take "1_000", blanks and the digits of every script.
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(high))
        if not is_number or not low <= int(text) <= high:
            msg = f"{text!r} is not a whole number from {low} to {high}"
            raise argparse.ArgumentTypeError(msg)
        return int(text)

    return read


def seconds(text: str) -> float:
    """Read a number of seconds, above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < inf:
        msg = f"{text!r} is not a number of seconds above 0"
        raise argparse.ArgumentTypeError(msg)
    return value
