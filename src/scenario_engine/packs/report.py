"""What became of one pack: loaded, blocked or refused, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import Fault

if TYPE_CHECKING:
    from scenario_engine.packs.shell.contribution import Contribution
    from scenario_engine.packs.shell.discovery import Found

LOADED, BLOCKED, REFUSED = "loaded", "blocked", "refused"


@attrs.frozen(kw_only=True)
class PackReport:
    """
    What became of one pack.

    Attributes:
        id: Its id.
        distribution: Name of its distribution; empty for a folder.
        version: Version of its distribution; empty for a folder.
        home: Its entry point's value, such as ``acme_house_rules:pack``, or its
            folder.
        state: ``loaded``; ``blocked``, and then it was never imported; or
            ``refused``, and then nothing of it is used.
        faults: Why it was not loaded.
        counts: How many objects it gives, for each kind of which it gives any.
        hooks: The hooks that it implements.
        title: What it calls itself, where it is a pack of data.
        description: What it says of itself.
    """

    id: str
    distribution: str = ""
    version: str = ""
    home: str = ""
    state: str
    faults: tuple[Fault, ...] = ()
    counts: Mapping[str, int] = attrs.field(factory=dict)
    hooks: tuple[str, ...] = ()
    title: str = ""
    description: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was not loaded, in a line for each reason."""
        return tuple(str(fault) for fault in self.faults)


def report(
    found: Found,
    state: str,
    faults: Iterable[Fault] = (),
    contribution: Contribution | None = None,
) -> PackReport:
    """
    Report what became of a pack.

    Args:
        found: The pack.
        state: What became of it.
        faults: Why it was not loaded.
        contribution: What it gives, where it was loaded.
    """
    made = PackReport(
        id=found.id,
        distribution=found.distribution,
        version=found.version,
        home=found.home,
        state=state,
        faults=tuple(faults),
    )
    if contribution is None:
        return made
    objects = {**contribution.objects, "scorers": contribution.scorers}
    return attrs.evolve(
        made,
        counts={kind: len(given) for kind, given in objects.items() if given},
        hooks=contribution.hooks.names,
        title=contribution.about.title,
        description=contribution.about.description,
    )


def missing(id_: str, found: Iterable[Found]) -> PackReport:
    """Report a pack that was asked for and is not there."""
    close = get_close_matches(id_, [pack.id for pack in found], n=1)
    mend = f"Did you mean '{close[0]}'?" if close else "Install it, or leave it out"
    fault = Fault(id_, "", "", "", "no pack of this id is installed", mend)
    return PackReport(id=id_, state=REFUSED, faults=(fault,))
