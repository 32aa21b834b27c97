"""Loading packs one by one, so that none can harm another, or whoever loads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.registry import Registry
from scenario_engine.packs.report import (
    BLOCKED,
    LOADED,
    REFUSED,
    PackReport,
    missing,
    report,
)
from scenario_engine.packs.shell.adapting import adapt
from scenario_engine.packs.shell.blame import attempt
from scenario_engine.packs.shell.calling import Hooks
from scenario_engine.packs.shell.contribution import Contribution, contributed
from scenario_engine.packs.shell.discovery import (
    entry_points,
    in_order,
    of_entry,
    of_folder,
)
from scenario_engine.packs.shell.requirement import normal, required
from scenario_engine.packs.shell.screening import refusal, unwanted
from scenario_engine.packs.shell.settling import settle
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from scenario_engine.packs.shell.adapting import Adapted
    from scenario_engine.packs.shell.discovery import EntryPoint, Found
    from scenario_engine.packs.shell.settling import Settled


def load_packs(
    *,
    block: Collection[str] = (),
    only: Collection[str] | None = None,
    strict: bool = False,
    folders: Sequence[Path] = (),
    discover: Callable[[], Iterable[EntryPoint]] = entry_points,
) -> Registry:
    """
    Load the installed packs, and report what became of each.

    A pack is used as a whole or not at all. Whatever is wrong with it is in its
    report, and the others are loaded as if it were not there.

    Args:
        block: Ids of packs that are not even imported.
        only: Ids of the packs to load. The engine's own, ``core``, is loaded with
            them unless it is blocked. None loads all.
        strict: Load nothing at all if any pack is refused.
        folders: Folders of data files that belong to no installed pack; each is a
            pack, named like the folder.
        discover: Finds the entry points of installed packs.

    Raises:
        PackError: With all faults of all packs, if *strict*.
    """
    for ids in (block, only):
        if isinstance(ids, str):
            msg = f"ids of packs are given in a list: [{ids!r}], not {ids!r}"
            raise TypeError(msg)
    found = in_order([*map(of_entry, discover()), *map(of_folder, folders)])
    first = [_first(pack, found[:n], block, only) for n, pack in enumerate(found)]
    contributions = [each for each in first if isinstance(each, Contribution)]
    settled, adapted = _together(contributions)
    reports = tuple(_reports(first, settled))
    reports += tuple(missing(id_, found) for id_ in _absent(only or (), found))
    faults = [f for each in reports if each.state == REFUSED for f in each.faults]
    if strict and faults:
        raise PackError(faults)
    return Registry(
        library=adapted.library,
        packs=reports,
        programs=adapted.programs,
        adapted_by=adapted.adapted_by,
        scorers={each.pack: each.scorers for each in settled.standing if each.scorers},
    )


def _first(
    found: Found,
    earlier: Sequence[Found],
    block: Collection[str],
    only: Collection[str] | None,
) -> PackReport | Contribution:
    """Read one pack, or report why it is not read."""
    if (fault := unwanted(found, block, only)) is not None:
        return report(found, BLOCKED, [fault])
    if (fault := refusal(found, earlier, __version__)) is not None:
        return report(found, REFUSED, [fault])
    doing, mend = "while the pack was read", "Mend the pack, or block it"
    try:
        return attempt(lambda: _read(found), found.id, "", doing, mend)
    except PackError as error:
        return report(found, REFUSED, error.faults)


def _read(found: Found) -> Contribution:
    """Import one pack and ask it for all that it gives."""
    plugin = attempt(
        found.load,
        found.id,
        f"entry point '{found.home}'",
        "when it was imported",
        "Mend the pack, install what it needs, or block it",
    )
    return contributed(found, Hooks.of(plugin, found.id), plugin)


def _together(contributions: Sequence[Contribution]) -> tuple[Settled, Adapted]:
    """Put the packs together, starting anew without each that adapts wrongly."""
    refused: dict[str, tuple[Fault, ...]] = {}
    while True:
        settled = settle(contributions, refused)
        adapted = adapt(settled)
        if not adapted.refused:
            return settled, adapted
        refused.update(adapted.refused)


def _reports(
    first: Sequence[PackReport | Contribution], settled: Settled
) -> Iterator[PackReport]:
    """Report on every pack, now that all have been read."""
    unread = [each for each in first if isinstance(each, PackReport)]
    for each in first:
        if isinstance(each, PackReport):
            yield each
        elif each.pack in settled.refused:
            needs = _unread_needs(each.found, unread)
            yield report(each.found, REFUSED, [*needs, *settled.refused[each.pack]])
        else:
            yield report(each.found, LOADED, (), each)


def _unread_needs(found: Found, unread: Iterable[PackReport]) -> Iterator[Fault]:
    """Yield a fault for each pack that *found* requires and that was not read."""
    names = {name for name, _ in required(found.requires)}
    for other in unread:
        if normal(other.distribution) in names:
            mend = "Unblock" if other.state == BLOCKED else "Mend"
            yield Fault(
                found.id,
                "",
                "",
                "",
                f"needs the pack '{other.id}', which was {other.state}",
                f"{mend} that pack first",
            )


def _absent(only: Collection[str], found: Iterable[Found]) -> list[str]:
    return sorted(set(only) - {pack.id for pack in found})
