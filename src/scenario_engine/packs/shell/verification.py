"""Whether what a pack registers are the hooks that there are."""

from __future__ import annotations

import inspect
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from scenario_engine.errors import Fault
from scenario_engine.packs import hookspecs
from scenario_engine.packs.data_pack import DataPack
from scenario_engine.packs.hookspecs import HOOKS, NEWEST_API, OLDEST_API, PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

API = "SCENARIO_ENGINE_API"
"""The name under which a pack says which version of the hooks it is written for."""


def api_faults(plugin: object, pack: str) -> Iterator[Fault]:
    """Yield the fault of a pack that is written for hooks we do not have."""
    name = "api" if isinstance(plugin, DataPack) else API
    asked: object = getattr(plugin, name, OLDEST_API)
    if type(asked) is not int:
        yield Fault(
            pack,
            "",
            name,
            repr(asked),
            "not a version of the hooks",
            f"Give a whole number, such as {NEWEST_API}",
        )
    elif asked > NEWEST_API:
        yield Fault(
            pack,
            "",
            name,
            str(asked),
            f"newer than version {NEWEST_API} of the hooks, which this engine has",
            "Install a newer engine, or an older version of the pack",
        )
    elif asked < OLDEST_API:
        yield Fault(
            pack,
            "",
            name,
            str(asked),
            f"older than version {OLDEST_API} of the hooks, from which on this engine "
            "has them",
            "Install a newer version of the pack, or an older engine",
        )


def hook_faults(plugin: object, pack: str) -> Iterator[Fault]:
    """Yield every fault of what *plugin* registers as hooks, or fails to."""
    registered = False
    for name in dir(plugin):
        function: object = getattr(plugin, name, None)
        if not inspect.isroutine(function):
            continue
        options = getattr(function, f"{PROJECT}_impl", None)
        if options is not None:
            registered = True
            yield from _marked(function, name, options, pack)
        elif name.startswith(f"{PROJECT}_"):
            yield Fault(
                pack,
                "",
                name,
                "",
                "not marked as a hook, so that it would never be called",
                "Mark it with @hookimpl of scenario_engine.packs, or rename it",
            )
            registered = True
    if not registered:
        yield _nothing(plugin, pack)


def _marked(
    function: Callable[..., Any], name: str, options: dict[str, Any], pack: str
) -> Iterator[Fault]:
    """Yield the faults of one function that is marked as a hook."""
    hook = options.get("specname") or name
    if hook not in HOOKS:
        if not options.get("optionalhook"):
            yield _unknown(hook, pack)
        return
    expected = tuple(inspect.signature(getattr(hookspecs, hook)).parameters)
    wrong = _wrong_arguments(function, expected)
    if wrong:
        yield Fault(
            pack,
            "",
            name,
            ", ".join(wrong),
            "not an argument of this hook",
            f"Write {hook}({', '.join(expected)})",
        )
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        yield Fault(
            pack, "", name, "", "asynchronous", "Write a plain function, without async"
        )
    if options.get("wrapper") or options.get("hookwrapper"):
        yield Fault(
            pack,
            "",
            name,
            "",
            "a wrapper, but every pack is called alone and there is nothing to wrap",
            "Leave out `wrapper` and return the answer",
        )


def _wrong_arguments(
    function: Callable[..., Any], expected: tuple[str, ...]
) -> list[str]:
    """Name what *function* needs that the hook is not called with."""
    return [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}
        and (parameter.name not in expected or parameter.kind is parameter.KEYWORD_ONLY)
    ]


def _unknown(name: str, pack: str) -> Fault:
    close = get_close_matches(name, HOOKS, n=1)
    mend = f"Did you mean '{close[0]}'?" if close else "See the page on hooks"
    return Fault(pack, "", name, "", "no hook of this name", mend)


def _nothing(plugin: object, pack: str) -> Fault:
    """Return the fault of an entry point that leads to no hook."""
    packs = [
        name for name, value in vars_of(plugin).items() if isinstance(value, DataPack)
    ]
    said = "no hook: the pack would add nothing"
    if packs and inspect.ismodule(plugin):
        mend = f"Write '{plugin.__name__}:{packs[0]}' as the entry point"
    else:
        mend = "Name a DataPack or a module with hooks in the entry point"
    return Fault(pack, "", "", "", said, mend)


def vars_of(plugin: object) -> dict[str, object]:
    """Return the names that *plugin* itself holds."""
    return dict(getattr(plugin, "__dict__", {}))
