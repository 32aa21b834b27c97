"""Which part of the engine may import which, read from the source alone."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ROOT = "scenario_engine"

# Low to high: a part may import from its own line and from lines above it. `packs`
# stands above `program` because loading a pack is being able to lower its scenarios.
LAYERS = [
    {"errors", "extras", "version"},
    {"expressions"},
    {"vocabulary"},
    {"program"},
    {"packs"},
    {"catalogue"},
    {"analysis"},
    {"session", "simulation"},
    {"study", "debrief"},
    {"interop"},
    {"cli"},
]
# What pack authors test with: it may use everything below the command line, and
# nothing of the product may use it.
BESIDE = "testing"
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
RANK[BESIDE] = RANK["cli"]


def sources(folder: Path) -> dict[str, str]:
    """Read every module of the package in *folder*, by its dotted name."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def part(module: str) -> str:
    """Name the part of the engine that *module* belongs to; the face has none."""
    return module.split(".")[1] if "." in module else ""


def imported(tree: ast.AST, modules: Mapping[str, str]) -> Iterator[str]:
    """Name every module of ours that *tree* imports, type-only imports included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            # `from a.b import c` names the module a.b.c where there is one, else a.b.
            home = node.module or ""
            whole = [f"{home}.{alias.name}" for alias in node.names]
            names = [name if name in modules else home for name in whole]
        elif isinstance(node, ast.Call) and _called(node) == "load":
            # `extras.load("a.b", …)`: a module that is loaded when it is used.
            names = [str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant)]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == ROOT)


def _called(node: ast.Call) -> str:
    """Return the last part of the name of what *node* calls."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def unplaced(modules: Mapping[str, str]) -> list[str]:
    """Name the parts that no layer holds."""
    return sorted({part(module) for module in modules} - {""} - set(RANK))


def allowed(here: str, there: str) -> bool:
    """Tell whether the part *here* may import from the part *there*."""
    if here == there:
        return True
    if here == BESIDE:
        return RANK[there] < RANK["cli"]
    # The face, which has no name, is for users; the kit is for their tests.
    return there not in ("", BESIDE) and RANK[there] <= RANK[here]


def upward(modules: Mapping[str, str]) -> list[str]:
    """Say every import that points up, or at the test kit, or at the face."""
    return [
        f"{module} imports {name}"
        for module, source in modules.items()
        for name in imported(ast.parse(source), modules)
        if part(module) and not allowed(part(module), part(name))
    ]


def hidden(modules: Mapping[str, str]) -> list[str]:
    """Say every import that is not a plain absolute one at the top of its module."""
    return [
        f"{module} {problem}"
        for module, source in modules.items()
        for problem in _hidden(ast.parse(source))
        # The face is lazy, and so are parts that need an extra.
        if problem != "uses import_module" or module not in (ROOT, f"{ROOT}.extras")
    ]


def _hidden(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inner = [ast.Import, ast.ImportFrom]
                if any(type(below) in inner for below in ast.walk(node)):
                    yield f"imports in {node.name}()"
            case ast.ImportFrom(level=level) if level:
                yield "imports relatively"
            case ast.Name(id="__import__"):
                yield "uses __import__"
            case ast.Name(id="import_module") | ast.Attribute(attr="import_module"):
                yield "uses import_module"


def ring(modules: Mapping[str, str]) -> list[str]:
    """Return one ring of modules that import each other, or nothing."""
    graph = {
        module: set(imported(ast.parse(source), modules)) - {module}
        for module, source in modules.items()
        if module != ROOT
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
