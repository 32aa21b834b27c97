"""
De-escalation practice as small exact programs.

The names below are loaded when they are first used, so that importing the
package costs next to nothing; everything else is a submodule to ask for by name.
"""

from importlib import import_module

# What `typing.TYPE_CHECKING` is, without the time it takes to import `typing`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from scenario_engine.analysis import check
    from scenario_engine.errors import ScenarioEngineError
    from scenario_engine.packs import Registry, load_packs
    from scenario_engine.program import Program, Trainee
    from scenario_engine.session import Session
    from scenario_engine.version import __version__
    from scenario_engine.vocabulary import Scenario

__all__ = [
    "Program",
    "Registry",
    "Scenario",
    "ScenarioEngineError",
    "Session",
    "Trainee",
    "__version__",
    "check",
    "load_packs",
]

_HOMES = {
    "Program": "scenario_engine.program",
    "Registry": "scenario_engine.packs",
    "Scenario": "scenario_engine.vocabulary",
    "ScenarioEngineError": "scenario_engine.errors",
    "Session": "scenario_engine.session",
    "Trainee": "scenario_engine.program",
    "__version__": "scenario_engine.version",
    "check": "scenario_engine.analysis",
    "load_packs": "scenario_engine.packs",
}


if not TYPE_CHECKING:  # Else a type checker would let every misspelt name pass.

    def __getattr__(name: str) -> object:
        """Load *name* from the module it lives in, the first time it is used."""
        if name not in _HOMES:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List what there is, loaded or not; a misspelt name is compared with it."""
    return sorted({*globals(), *__all__})
