"""Prove that scenarios can be won, work out what play is worth, and find faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis import Budget, check_scenario
from scenario_engine.cli.loading import open_packs, refused
from scenario_engine.cli.options import folders, seconds, whole
from scenario_engine.cli.refusal import FINDINGS, FINE, WRONG, tell
from scenario_engine.cli.result import Result, blocks, data
from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Collection, Sequence

    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import Registry

NAME = "check"
SUMMARY = "prove that scenarios can be won, and find what is wrong with them"

_USUAL = Budget()
_MOST_STATES = 10**12
_BRANCHES_A_STATE = _USUAL.branches // _USUAL.states


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "scenarios",
        metavar="ID",
        nargs="*",
        help="scenarios (by default, all; with --pack-dir, those of the folder)",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="the proof and the usual figures alone, without looking for tricks",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument(
        "--states",
        metavar="N",
        type=whole(1, _MOST_STATES),
        default=_USUAL.states,
        help="give a scenario up that has more reachable states (default %(default)s)",
    )
    parser.add_argument(
        "--seconds",
        metavar="S",
        type=seconds,
        default=_USUAL.seconds,
        help="give a scenario up whose states take longer to find (default "
        "%(default)g)",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Check scenarios: 1 if there are findings, 2 if one could not be checked."""
    registry = open_packs(arguments)
    ids = tuple(dict.fromkeys(arguments.scenarios)) or _all(arguments, registry)
    for id_ in ids:
        registry.program(id_)
    budget = Budget(
        states=arguments.states,
        branches=max(_USUAL.branches, _BRANCHES_A_STATE * arguments.states),
        seconds=arguments.seconds,
    )
    families = ("usual",) if arguments.quick else None
    results = [_checked(registry, id_, budget, families) for id_ in ids]
    if arguments.json:
        screen.give([data(result) for result in results])
    else:
        screen.show(*blocks(results))
        for result in results:
            if result.error:
                tell(result.error)
    is_whole = bool(arguments.scenarios) or not refused(registry)
    return _code(results) if is_whole else WRONG


def _all(arguments: Namespace, registry: Registry) -> tuple[str, ...]:
    """Return the scenarios of the folders that were named, else all there are."""
    named = {folder.resolve().name for folder in folders(arguments)}
    pack_of = registry.library.pack_of
    own = [id_ for id_ in registry.scenarios if pack_of("scenarios", id_) in named]
    return tuple(own) if named else registry.scenarios


def _checked(
    registry: Registry, id_: str, budget: Budget, families: Collection[str] | None
) -> Result:
    program = registry.program(id_)
    try:
        found = check_scenario(registry, id_, budget, families=families)
        return Result(program, found)
    except ScenarioEngineError as error:
        return Result(program, None, str(error))


def _code(results: Sequence[Result]) -> int:
    if any(result.error for result in results):
        return WRONG
    return FINE if all(result.is_sound for result in results) else FINDINGS
