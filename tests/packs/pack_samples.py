"""Small packs to load: invented entry points, modules with hooks, and data files."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.packs import DataPack, PackReport, Registry, hookimpl, load_packs
from scenario_engine.packs.files import DataFile
from scenario_engine.packs.files.structure import read_collection, read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scenario_engine.packs.shell.discovery import EntryPoint
    from scenario_engine.vocabulary import Collection, Scenario

SHARED = """
format = 1
evidence = "assumption"

[[references]]
id = "acme-report"
title = "A report on queues"

[[ladders]]
id = "acme-ladder"
title = "Two levels"
source = "acme-report"
levels = [
  { label = "calm", description = "speaks quietly" },
  { label = "upset", description = "speaks loudly" },
]

[[techniques]]
id = "acme-listening"
name = "Listening"
family = "acme-rapport"
does = "lets the person finish"
sources = ["acme-report"]

[[personas]]
id = "acme-caller"
role = "a caller who waits"
ladder = "acme-ladder"
"""

SCENARIO = """
format = 1
id = "acme-queue"
title = "The queue"
setting = "At the desk."
horizon = 4
evidence = "assumption"

[[participants]]
id = "caller"
persona = "acme-caller"
start = { escalation = 1 }

[[interventions]]
id = "listen"
technique = "acme-listening"
lines = ["I am listening.", "Please go on."]

[[interventions.effects]]
outcomes = [{ chance = 0.5, change = { escalation = "-1" } }]

[[endings]]
id = "settled"
kind = "goal"
when = "escalation == 0"
text = "The caller sits down."
"""


@attrs.frozen
class Distribution:
    """An installed distribution, as far as the engine asks."""

    name: str
    version: str = "1.0"
    requires: list[str] | None = None


@attrs.frozen
class Entry:
    """An entry point whose import is whatever *load* does."""

    name: str
    load: Callable[[], object]
    dist: Any
    value: str


def entry(
    id_: str,
    plugin: object,
    *,
    distribution: str = "",
    requires: Iterable[str] = (),
    version: str = "1.0",
) -> Entry:
    """Invent the entry point of a pack that imports without trouble."""
    installed = Distribution(distribution or f"acme-{id_}", version, list(requires))
    value = f"acme_{id_.replace('-', '_')}:pack"
    return Entry(id_, lambda: plugin, installed, value)


def raising(error: BaseException, file: str = "acme_broken.py") -> FunctionType:
    """Invent a function that raises *error* in line 1 of *file*."""
    return FunctionType(compile("raise error", file, "exec"), {"error": error})


def failing(id_: str, error: BaseException) -> Entry:
    """Invent the entry point of a pack that raises *error* when it is imported."""
    return attrs.evolve(entry(id_, None), load=raising(error))


def module(name: str = "acme", /, **functions: object) -> ModuleType:
    """Invent a module that holds *functions*."""
    made = ModuleType(name)
    vars(made).update(functions)
    return made


def giving(**objects: Iterable[object]) -> ModuleType:
    """Invent a module whose hooks give *objects*, by kind."""
    hooks = {}
    for kind, given in objects.items():

        def hook(given: Iterable[object] = given) -> Iterable[object]:
            return given

        hooks[f"scenario_engine_{kind}"] = hookimpl(hook)
    return module(**hooks)


def collection(text: str = SHARED) -> Collection:
    """Read shared objects."""
    return read_collection(DataFile("acme", "shared.toml", text.encode()))


def scenario(text: str = SCENARIO) -> Scenario:
    """Read a scenario."""
    return read_scenario(DataFile("acme", "scenarios/acme.toml", text.encode()))


def healthy() -> ModuleType:
    """Invent a module that gives a scenario and all that it needs."""
    shared = collection()
    return giving(
        references=shared.references,
        ladders=shared.ladders,
        techniques=shared.techniques,
        personas=shared.personas,
        scenarios=[scenario()],
    )


def data_folder(folder: Path, **files: str) -> Path:
    """Write data files; in their names ``__`` stands for a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/').replace('_', '-')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def data_pack(folder: Path, **files: str) -> DataPack:
    """Write data files, and make a pack of them."""
    return DataPack.of_folder(data_folder(folder, **files))


def load(*entries: EntryPoint, **options: Any) -> Registry:
    """Load the packs of invented entry points, and no others."""
    return load_packs(discover=lambda: entries, **options)


def only_report(*entries: Entry) -> PackReport:
    """Load packs beside a healthy one that must not notice, and report the first."""
    alone = load(HEALTHY)
    registry = load(*entries, HEALTHY)
    assert registry.library == alone.library
    assert registry.programs == alone.programs
    assert registry.pack("healthy") == alone.pack("healthy")
    return registry.pack(entries[0].name)


HEALTHY = entry("healthy", healthy())
