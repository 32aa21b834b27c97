"""One data file of a pack, and how its flaws are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from scenario_engine.errors import Fault
from scenario_engine.packs.files.labels import path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.packs.files.flaws import Flaw

MOST_FAULTS: Final = 100


@attrs.frozen
class DataFile:
    """
    One data file, as it was found.

    Attributes:
        pack: The pack's id.
        name: Its path below the pack's data folder, such as
            ``scenarios/no-news.toml``.
        data: What it holds.
    """

    pack: str
    name: str
    data: bytes = attrs.field(repr=False)

    def fault(self, path: str, value: str, problem: str, mend: str) -> Fault:
        """Make a fault of this file."""
        return Fault(self.pack, self.name, path, value, problem, mend)


def told(file: DataFile, data: object, flaws: Sequence[Flaw]) -> tuple[Fault, ...]:
    """
    Tell *flaws* of *file* in the words of its author.

    Args:
        file: The file.
        data: The data of the whole file.
        flaws: What is wrong with it.

    Returns:
        The faults; of very many only the first, and how many more there are.
    """
    faults = [
        file.fault(path(data, flaw.steps), flaw.value, flaw.problem, flaw.mend)
        for flaw in flaws[:MOST_FAULTS]
    ]
    if len(flaws) > MOST_FAULTS:
        problem = f"{len(flaws) - MOST_FAULTS} more faults"
        faults.append(file.fault("", "", problem, "Mend the first ones"))
    return tuple(faults)
