"""What is wrong at one place of a data file, before the place is put in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

Step: TypeAlias = str | int


@attrs.frozen
class Flaw:
    """
    One thing that is wrong in the data of a file.

    Attributes:
        steps: The keys and list positions (from 0) that lead to it.
        value: What stands there, as text; empty when nothing stands there.
        problem: What is wrong with it, without a full stop.
        mend: What to do about it, without a full stop.
    """

    steps: tuple[Step, ...]
    value: str
    problem: str
    mend: str


class FlawsError(ScenarioEngineError):
    """
    Data that has flaws; none at all where they were told of before.

    Attributes:
        flaws: The flaws, in the order of the data.
    """

    def __init__(self, flaws: Iterable[Flaw] = ()) -> None:
        self.flaws = tuple(flaws)
        super().__init__(self.flaws)

    def __str__(self) -> str:
        """Say every flaw, one a line."""
        return "\n".join(
            f"{'.'.join(map(str, flaw.steps))}: {flaw.problem}" for flaw in self.flaws
        )

    def below(self, step: Step) -> tuple[Flaw, ...]:
        """Return the flaws as seen from one level higher, where *step* leads here."""
        return tuple(
            attrs.evolve(flaw, steps=(step, *flaw.steps)) for flaw in self.flaws
        )


class _Unusable:
    """The type of `UNUSABLE`."""

    def __repr__(self) -> str:
        return "UNUSABLE"


UNUSABLE: Final = _Unusable()
"""Stands for a value that was refused already, so that it is refused only once."""
