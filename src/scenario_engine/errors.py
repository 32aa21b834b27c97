"""What callers may catch, with the words that let them mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_VALUE = 120


@attrs.frozen
class Fault:
    """
    One thing that is wrong, and how to mend it.

    Attributes:
        pack: The pack that said it, or an empty string.
        file: The data file, relative to the pack, or an empty string.
        path: Where in the file, in the author's words:
            ``intervention 'reflect-worry' > effect 2 > when``.
        value: What stands there now, as text; empty when nothing stands there.
        problem: What is wrong with it, without a full stop.
        mend: What to do about it, without a full stop; may be a question.
    """

    pack: str
    file: str
    path: str
    value: str
    problem: str
    mend: str

    def __str__(self) -> str:
        """Say the whole fault in one line."""
        where = ": ".join(part for part in (self.pack, self.file, self.path) if part)
        what = f"{shorten(self.value)}: {self.problem}" if self.value else self.problem
        said = ": ".join(part for part in (where, what) if part)
        stop = "" if self.mend.endswith(("?", ".")) else "."
        return f"{said}. {self.mend}{stop}" if self.mend else f"{said}."


def shorten(text: str) -> str:
    """Cut *text* to a length that fits a message, on one line."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST_VALUE:
        return flat
    return flat[: _LONGEST_VALUE - 1] + "…"


class ScenarioEngineError(Exception):
    """Anything this library refuses on purpose."""


class FaultsError(ScenarioEngineError):
    """
    One or more faults, all that were found.

    Attributes:
        faults: The faults, in the order of the file.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Say every fault, one a line."""
        return "\n".join(str(fault) for fault in self.faults)


class PackError(FaultsError):
    """A pack, or one of its files, said something the engine cannot use."""


class ScenarioError(FaultsError):
    """A scenario cannot be lowered to a program."""


class ProgramError(FaultsError):
    """A program does something its semantics forbid, in a state that was reached."""


class NotFoundError(ScenarioEngineError):
    """Nothing of that name is known; the message says what comes close."""


class ChoiceError(ScenarioEngineError):
    """A session was asked to take a choice that it does not offer."""


class SavedError(ScenarioEngineError):
    """A saved session or journal cannot be restored, and the message says why."""


class BudgetError(ScenarioEngineError):
    """An exact answer would cost more than the budget given."""
