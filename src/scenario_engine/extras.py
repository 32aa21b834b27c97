"""Parts that need more than the core: loaded when they are used, or a clear refusal."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from scenario_engine.errors import ScenarioEngineError

OURS = "scenario_engine"


class ExtraError(ScenarioEngineError):
    """What was asked for needs a library that is not installed."""


def load(module: str, extra: str) -> Any:
    """
    Return a module of ours that needs the libraries of an extra.

    Args:
        module: Its full name, such as ``scenario_engine.simulation.arrow``. The tests
            of the layers read it where it is written out, so write it out.
        extra: The extra of the distribution that has what it needs.

    Returns:
        The module, of which no type checker knows anything.

    Raises:
        ExtraError: If a library is missing, with how to install it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == OURS:
            raise
        raise ExtraError(
            f"This needs {missing}, which is not installed. "
            f"Install the extra '{extra}': pip install 'scenario-engine[{extra}]'."
        ) from error
