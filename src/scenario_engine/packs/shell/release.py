"""Release numbers, and which comes before which."""

from __future__ import annotations

import re
from math import inf

import attrs

_TEXT = re.compile(
    r"v?(?P<numbers>[0-9]+(\.[0-9]+)*)((?P<stage>a|b|rc)(?P<pre>[0-9]+))?"
    r"(\.post(?P<post>[0-9]+))?(\.dev(?P<dev>[0-9]+))?(\+[a-z0-9.]+)?"
)
# Sorts after "a", "b" and "rc"; and an empty stage before them.
_RELEASED = ("~", 0)


@attrs.frozen(order=True)
class Release:
    """
    A version, ordered as the Python Packaging User Guide (PEP 440) orders them.

    Attributes:
        numbers: Without zeros at the end.
        stage: ``a``, ``b`` or ``rc`` with its number.
        post: Number of the post-release; -1 for none.
        dev: Number of the development release; infinite for none.
    """

    numbers: tuple[int, ...]
    stage: tuple[str, int] = _RELEASED
    post: int = -1
    dev: float = inf

    @classmethod
    def parse(cls, text: str) -> Release:
        """
        Read a version such as ``1.4``, ``1.4rc1`` or ``1.4.post1.dev2+local``.

        Raises:
            ValueError: If *text* is no version, or has an epoch.
        """
        match = _TEXT.fullmatch(text.strip().lower())
        if match is None:
            raise ValueError(text)
        numbers = [int(part) for part in match["numbers"].split(".")]
        while len(numbers) > 1 and not numbers[-1]:
            del numbers[-1]
        stage = _RELEASED
        if match["stage"]:
            stage = (match["stage"], int(match["pre"]))
        elif match["dev"] and not match["post"]:
            stage = ("", 0)
        post = int(match["post"]) if match["post"] else -1
        dev = int(match["dev"]) if match["dev"] else inf
        return cls(tuple(numbers), stage, post, dev)

    @property
    def is_early(self) -> bool:
        """Whether it comes before a release: ``1.4rc1``, ``1.4.dev1``."""
        return self.stage != _RELEASED or self.dev != inf

    @property
    def is_post(self) -> bool:
        """Whether it comes after a release: ``1.4.post1``."""
        return self.post >= 0

    def begins(self, numbers: tuple[int, ...]) -> bool:
        """Say whether it belongs to the series *numbers*: 1.4.2 to (1, 4)."""
        padded = self.numbers + (0,) * len(numbers)
        return padded[: len(numbers)] == numbers
