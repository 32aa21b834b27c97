"""Names that the PRISM language takes, with what each stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

RESERVED: Final = frozenset(
    """
    A C E F G I P Pmax Pmin R Rmax Rmin S U W X
    bool ceil clock const cos ctmc ctmdp double dtmc e endcomponents endinit
    endinvariant endmodule endobservables endplayer endrewards endsystem exp exists
    f false filter floor forall formula func global iff init int invariant label ln
    log ma max mdp min mod module multi nondeterministic numstates observable
    observables of option pi player pomdp popta posg pow prob probabilistic pta rate
    rewards round sin smg sqrt stochastic stpg system tan tpg tptg tsg true utime
    """.split()  # noqa: SIM905 - words read best as words
)
"""
Words that PRISM, or Storm, keeps for itself; more than either, to be safe.

Source: the PRISM manual, The PRISM Language, Modules And Variables; Storm's grammar of
PRISM programs.
"""

_FOREIGN = re.compile(r"[^A-Za-z0-9_]")


class Names:
    """
    The one room of names of a PRISM model.

    Args:
        own: Names that the export itself uses.
    """

    def __init__(self, *own: str) -> None:
        self._taken = set(own)
        self._meaning: dict[str, str] = {}

    @property
    def table(self) -> Mapping[str, str]:
        """What each name stands for, in the order in which they were given."""
        return dict(self._meaning)

    def give(self, wish: str, meaning: str = "") -> str:
        """
        Return a name that is free and no reserved word, as close to *wish* as can be.

        Args:
            wish: A name in the author's words.
            meaning: What it stands for, for the side table; left out if empty.
        """
        stem = _FOREIGN.sub("_", wish)
        if stem in RESERVED or not stem or stem[0].isdigit():
            stem = f"{stem}_" if stem and not stem[0].isdigit() else f"_{stem}"
        name, count = stem, 1
        while name in self._taken:
            count += 1
            name = f"{stem}_{count}"
        self._taken.add(name)
        if meaning:
            self._meaning[name] = meaning
        return name
