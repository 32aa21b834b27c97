"""Checking a pack as its authors would: it loads, it is sound, it can be won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis import check_scenario
from scenario_engine.analysis.findings import Severity
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.packs import load_packs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.packs import Registry


class PackFailureError(AssertionError):
    """A pack does not keep the contract; the message says every reason."""


def check_pack(pack: str, registry: Registry | None = None) -> None:
    """
    Check that an installed pack keeps the contract of packs.

    It loads; every scenario of it lowers, can be explored within the usual budget,
    has a choice in every state and chances that are chances, lets the goal be reached
    from every reachable state, and is checked with nothing to be found but notes.

    Args:
        pack: The pack's id.
        registry: Where to look for it; all installed packs where it is not given.

    Raises:
        PackFailureError: With every reason that was found, a line each.
    """
    reasons = list(_reasons(pack, load_packs() if registry is None else registry))
    if reasons:
        raise PackFailureError("\n".join(reasons))


def _reasons(pack: str, registry: Registry) -> Iterator[str]:
    reports = [report for report in registry.packs if report.id == pack]
    if not reports:
        known = ", ".join(report.id for report in registry.packs)
        yield f"{pack}: not installed. Installed: {known}."
    for report in reports:
        if report.state != "loaded":
            yield f"{pack}: {report.state}"
            yield from report.reasons
    for id_ in registry.scenarios:
        if registry.library.pack_of("scenarios", id_) == pack:
            yield from _of_scenario(id_, registry)


def _of_scenario(id_: str, registry: Registry) -> Iterator[str]:
    try:
        found = check_scenario(registry, id_).findings
    except ScenarioEngineError as error:
        yield str(error)
        return
    for finding in found:
        if finding.severity is not Severity.NOTE:
            yield f"{id_}: {finding.code}: {finding.message}."
