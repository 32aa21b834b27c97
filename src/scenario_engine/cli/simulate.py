"""Play many episodes of scenarios, and count how they end."""

from __future__ import annotations

import argparse
import shlex
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from scenario_engine.analysis import explore
from scenario_engine.cli import players
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.progress import Progress
from scenario_engine.cli.refusal import (
    FINE,
    INTERRUPTED,
    PROGRAM,
    WRONG,
    UsageError,
    tell,
)
from scenario_engine.cli.simulated import Simulated, data, shown
from scenario_engine.program.dice import LARGEST_EPISODE, LARGEST_SEED
from scenario_engine.simulation import populate
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import (
    EPISODES,
    TOTALS,
    TURNS,
    Batch,
    Cell,
    Interrupted,
    Plan,
    Width,
)
from scenario_engine.simulation.running import run as play
from scenario_engine.simulation.running.files import ENDINGS, File

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from scenario_engine.cli.screen import Screen

NAME = "simulate"
SUMMARY = "play many episodes, and count how they end"

_USUAL = 100_000
_MOST_WORKERS = 1024


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenarios", metavar="ID", nargs="+", help="scenarios")
    players.add(parser)
    parser.add_argument(
        "--episodes",
        metavar="N",
        type=whole(1, LARGEST_EPISODE),
        default=_USUAL,
        help="how many of each scenario (default %(default)s)",
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole(0, LARGEST_SEED),
        default=0,
        help="what the dice are keyed with (default %(default)s)",
    )
    parser.add_argument(
        "--first",
        metavar="N",
        type=whole(0, LARGEST_EPISODE),
        default=0,
        help="the number of the first episode (default %(default)s)",
    )
    parser.add_argument(
        "--until",
        metavar="WIDTH",
        type=_width,
        help="stop before when the interval for the goal is so narrow, such as 0.01",
    )
    parser.add_argument(
        "--population",
        action="store_true",
        help="draw totals for all together, not episode by episode: for very many",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    _add_running(parser)


def _add_running(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("files and workers")
    group.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help=f"write a row for each episode; the name ends in {', '.join(ENDINGS)}",
    )
    group.add_argument(
        "--traces", action="store_true", help="write a row for each turn instead"
    )
    group.add_argument(
        "--columns",
        metavar="NAME,…",
        type=_names,
        default=(),
        help="columns beside the usual ones, or groups of them: visible, state, "
        "points, policies; of turns: state, before, delivery",
    )
    group.add_argument(
        "--force", action="store_true", help="replace FILE where it exists"
    )
    group.add_argument(
        "--workers",
        metavar="N",
        type=whole(1, _MOST_WORKERS),
        help="how many processes play (default: one for each core, if that pays)",
    )
    group.add_argument(
        "--resume",
        metavar="DIR",
        type=Path,
        help="keep what is finished in this folder, and go on from what is there",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Simulate each scenario, and show the shares of endings."""
    _check(arguments)
    registry = open_packs(arguments)
    ids = tuple(dict.fromkeys(arguments.scenarios))
    cells = [players.cell(registry, id_, arguments, arguments.seed) for id_ in ids]
    if arguments.population:
        runs, code = [_populated(cell, arguments.episodes) for cell in cells], FINE
    else:
        batch, code = _played(cells, arguments)
        runs = [_run(batch, number) for number in range(len(cells))]
    if arguments.json:
        found = [data(each, out=arguments.out) for each in runs]
        screen.give(found[0] if len(found) == 1 else found)
    else:
        screen.show(*shown([each for each in runs if each.totals.episodes]))
    return code


def _check(arguments: Namespace) -> None:
    """Refuse options that contradict each other."""
    if arguments.population:
        others = ("out", "until", "resume", "workers")
        given = [name for name in others if getattr(arguments, name) is not None]
        if given or arguments.first:
            name = given[0] if given else "first"
            raise UsageError(
                f"--population plays no episodes, so --{name} has nothing to go by. "
                "Leave one of them out."
            )
    if arguments.out is None:
        for name in ("traces", "columns", "force"):
            if getattr(arguments, name):
                raise UsageError(f"--{name} is about a file. Name it with --out FILE.")


def _populated(cell: Cell, episodes: int) -> Simulated:
    space = explore(cell.program, cell.trainee)
    weights = named(cell.strategy.name).plan(space).weights()
    begun = perf_counter()
    totals = populate(space, weights, episodes=episodes, seed=cell.seed)
    return Simulated(cell, totals, perf_counter() - begun, is_population=True)


def _played(cells: Sequence[Cell], arguments: Namespace) -> tuple[Batch, int]:
    """Play the batch; return it with the exit code."""
    wanted = TURNS if arguments.traces else EPISODES
    plan = Plan(
        arguments.episodes,
        TOTALS if arguments.out is None else wanted,
        arguments.columns,
        arguments.first,
        arguments.until,
        folder=arguments.resume,
    )
    file: Any = (
        nullcontext() if arguments.out is None else _file(cells, plan, arguments)
    )
    progress = Progress("episodes")
    with file as keeper:
        try:
            batch = play(
                cells,
                plan,
                workers=arguments.workers,
                keeper=keeper,
                progress=progress,
            )
            code = FINE
        except Interrupted as stop:
            batch, code = stop.batch, INTERRUPTED
        finally:
            progress.close()
        for lost in batch.lost:
            tell(f"{cells[lost.cell].program.id}: {lost}")
        if not batch.episodes:
            raise UsageError("Nothing was played.")
        if keeper is not None:
            keeper.keep()
    if code == INTERRUPTED:
        tell(_stopped(batch, arguments))
    return batch, WRONG if batch.lost else code


def _file(cells: Sequence[Cell], plan: Plan, arguments: Namespace) -> File:
    return File(
        arguments.out,
        cells,
        plan,
        command=_command(arguments),
        replaces=arguments.force,
    )


def _stopped(batch: Batch, arguments: Namespace) -> str:
    asked = batch.plan.episodes * len(batch.cells)
    where = f", in {arguments.out}" if arguments.out else ""
    again = (
        "The same command goes on from there."
        if arguments.resume
        else "With --resume DIR, what is finished is kept to go on from."
    )
    return f"stopped after {batch.episodes} of {asked} episodes{where}. {again}"


def _command(arguments: Namespace) -> str:
    """Return what to type to have the same rows again, on whatever machine."""
    words = [PROGRAM, NAME, *arguments.scenarios, "--strategy", arguments.strategy]
    if arguments.trainee is not None:
        words += ["--trainee", arguments.trainee]
    if arguments.skill is not None:
        words += ["--skill", f"{arguments.skill:g}"]
    for participant, persona in arguments.persona:
        words += ["--persona", f"{participant}={persona}"]
    words += ["--episodes", str(arguments.episodes), "--seed", str(arguments.seed)]
    if arguments.first:
        words += ["--first", str(arguments.first)]
    if arguments.until is not None:
        words += ["--until", f"{arguments.until.width:g}"]
    if arguments.columns:
        words += ["--columns", ",".join(arguments.columns)]
    if arguments.traces:
        words.append("--traces")
    return shlex.join(words)


def _run(batch: Batch, number: int) -> Simulated:
    errors = tuple(str(lost) for lost in batch.lost if lost.cell == number)
    return Simulated(
        batch.cells[number], batch.totals[number], batch.spent[number], errors
    )


def _width(text: str) -> Width:
    """Read the width of an interval."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        msg = f"{text!r} is not a number above 0 and below 1"
        raise argparse.ArgumentTypeError(msg)
    return Width(value)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)
