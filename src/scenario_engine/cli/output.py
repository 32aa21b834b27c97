"""Writing to a stream that may not know a character, be full, or be gone."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_MISLEADING = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that turn the reading direction, so that text shows as it is not."""

_SIMPLER = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2026": "...",
        "\u2588": "#",
    }
)
"""Quotation marks, bars and the like, for an encoding that lacks them."""


class OutputError(Exception):
    """
    What was to be shown cannot be.

    Attributes:
        is_closed: Whether whoever was reading has gone.
        reason: Why, in the system's words.
    """

    def __init__(self, error: OSError | ValueError) -> None:
        super().__init__(error)
        # Python raises ValueError for a stream that was closed before it started.
        self.is_closed = isinstance(error, BrokenPipeError)
        self.reason = getattr(error, "strerror", None) or str(error)


class Output:
    """
    A stream to write to; characters that it cannot encode are replaced.

    Args:
        stream: Where the text goes. Python has None where it was closed.

    Raises:
        OutputError: If there is none.
    """

    def __init__(self, stream: TextIO | None) -> None:
        if stream is None:
            raise OutputError(ValueError("there is no stream to write to"))
        self._stream = stream

    @property
    def encoding(self) -> str:
        """The stream's encoding."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    def isatty(self) -> bool:
        """Tell whether a person is looking."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the stream's number, where it has one."""
        return self._stream.fileno()

    def write(self, text: str, /) -> int:
        """
        Write *text*.

        Raises:
            OutputError: If the stream does not take it.
        """
        try:
            return self._stream.write(_spelt(text, self.encoding))
        except (OSError, ValueError) as error:
            raise OutputError(error) from error

    def flush(self) -> None:
        """
        Hand over what was written.

        Raises:
            OutputError: If the stream does not take it.
        """
        try:
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise OutputError(error) from error

    def abandon(self) -> None:
        """Let Python's own flush at its end go nowhere, so that it says nothing."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def visible(text: str) -> str:
    r"""Write control characters as ``\x1b``, so that no text steers a terminal."""
    return "".join(_shown(character) for character in text)


def _spelt(text: str, encoding: str) -> str:
    """Return *text* with every character that *encoding* lacks replaced."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        simpler = text.translate(_SIMPLER)
        return simpler.encode(encoding, "replace").decode(encoding)
    return text


def _shown(character: str) -> str:
    if character in "\n\t":
        return character
    if character in _MISLEADING or unicodedata.category(character) in {"Cc", "Cs"}:
        return ascii(character)[1:-1]
    return character
