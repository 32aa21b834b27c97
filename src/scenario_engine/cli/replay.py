"""Play one episode of a simulation again: as a dialogue, or as a trace file."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis import explore
from scenario_engine.cli import players, scene
from scenario_engine.cli.blocks import GAP, Paragraph
from scenario_engine.cli.keeping import keep
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.refusal import FINE, UsageError
from scenario_engine.program.dice import LARGEST_EPISODE, LARGEST_SEED
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session, write
from scenario_engine.simulation import replay
from scenario_engine.simulation.running.files import ARROW, PARQUET
from scenario_engine.simulation.running.opening import described, reopen

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import Registry
    from scenario_engine.session.trace import Trace

NAME = "replay"
SUMMARY = "play one episode of a simulation again"

_MOST_CELLS = 10**6


@attrs.frozen(eq=False)
class _Played:
    """An episode that was played again, and who played it."""

    session: Session
    strategy: str
    personas: Mapping[str, str]

    @property
    def trace(self) -> Trace:
        return of_session(self.session, strategy=self.strategy, personas=self.personas)


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "what",
        metavar="ID|FILE",
        help=f"a scenario, or a file that simulate wrote ({PARQUET} or {ARROW})",
    )
    players.add(parser)
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole(0, LARGEST_SEED),
        help="what the dice are keyed with (default 0)",
    )
    parser.add_argument(
        "--episode",
        metavar="N",
        type=whole(0, LARGEST_EPISODE),
        default=0,
        help="the number of the episode (default %(default)s)",
    )
    parser.add_argument(
        "--cell",
        metavar="N",
        type=whole(0, _MOST_CELLS),
        default=0,
        help="which of the scenarios in FILE, from 0 (default %(default)s)",
    )
    parser.add_argument(
        "--out", metavar="TRACE", type=Path, help="write it to this file, as a trace"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace TRACE where it exists"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Play the episode again, and show or write it."""
    out = arguments.out
    if out is not None and out.exists() and not arguments.force:
        raise UsageError(
            f"--out {out}: the file exists. Name another one, or add --force."
        )
    registry = open_packs(arguments)
    played = _played(registry, arguments)
    data = write(played.trace)
    if out is not None:
        text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
        keep(out, "--out", lambda path: path.write_text(text, encoding="utf-8"))
    if arguments.json:
        screen.give(data)
    elif out is not None:
        session = played.session
        ending = session.ending
        assert ending is not None
        screen.show(Paragraph(f"{session.turn} turns, {ending.id}: {out}"))
    else:
        screen.show(*_told(played.session, registry))
    return FINE


def _played(registry: Registry, arguments: Namespace) -> _Played:
    path = Path(arguments.what)
    if path.suffix in (PARQUET, ARROW):
        _refuse_options(arguments)
        told = described(path)
        session = reopen(path, arguments.episode, cell=arguments.cell)
        cell = told[arguments.cell]
        return _Played(session, cell.strategy, cell.personas)
    seed = arguments.seed or 0
    chosen = players.cell(registry, arguments.what, arguments, seed)
    playing = chosen.strategy.ready(explore(chosen.program, chosen.trainee))
    session = replay(playing.tables, playing, seed=seed, episode=arguments.episode)
    return _Played(session, chosen.strategy.name, chosen.personas)


def _refuse_options(arguments: Namespace) -> None:
    """Refuse to be told what the file says itself."""
    for name in ("trainee", "skill", "persona", "seed"):
        given = getattr(arguments, name)
        if given is not None and given != []:
            raise UsageError(f"--{name}: the file says that. Leave the option out.")


def _told(session: Session, registry: Registry) -> Iterator[Block]:
    """Tell the episode as a dialogue."""
    yield from scene.opening(session.program)
    sessions = list(session.history())
    for before, after in itertools.pairwise(sessions):
        yield from scene.situation(before)
        yield scene.turn(before, after)
        yield GAP
    yield from scene.closing(session, registry.library)
