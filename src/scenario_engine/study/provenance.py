"""What made a result: versions, digests, seeds, the command."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

import attrs

from scenario_engine.version import __version__

if TYPE_CHECKING:
    from scenario_engine.study.results import Results

_LIBRARIES = ("numpy", "scipy", "statsmodels", "altair", "vl-convert-python", "pyarrow")


@attrs.frozen
class Provenance:
    """
    What made a result.

    Attributes:
        command: What was typed, or called.
        study: The study's id.
        seed: What people and dice are keyed with.
        replications: How often the study was run.
        engine: The engine's version.
        python: Python's version.
        libraries: Name and version of what reckons and draws.
        programs: For each setting, the scenario's id and its program's digest.
    """

    command: str
    study: str
    seed: int
    replications: int
    engine: str
    python: str
    libraries: tuple[tuple[str, str], ...]
    programs: tuple[tuple[str, str, str], ...]


def provenance(results: Results, command: str) -> Provenance:
    """
    Return what made *results*.

    Args:
        results: What was measured.
        command: How it was asked for.
    """
    study = results.study
    return Provenance(
        command,
        study.id,
        study.seed,
        study.replications,
        __version__,
        platform.python_version(),
        tuple((name, version(name)) for name in _LIBRARIES),
        tuple(
            (setting.id, setting.scenario, results.digests[setting.id])
            for setting in study.settings
        ),
    )
