"""Play many episodes of scenarios, and count how they end."""

from __future__ import annotations

import argparse
from argparse import Namespace
from time import perf_counter
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.analysis import explore
from scenario_engine.cli.blocks import GAP, Paragraph, Table
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.refusal import FINE
from scenario_engine.program import Trainee
from scenario_engine.program.dice import LARGEST_EPISODE, LARGEST_SEED
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.simulation import CONFIDENCE, Totals, populate, simulate
from scenario_engine.simulation.named import KNOWN, RANDOM, named

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator, Sequence

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import Registry
    from scenario_engine.simulation import Share

NAME = "simulate"
SUMMARY = "play many episodes, and count how they end"

_USUAL = 100_000
_KEY = f"""\
The ranges are {CONFIDENCE:.0%} intervals for the chance behind each share. They are \
sampled: `check` and `best` have the exact chances. It says what the scenario does, \
and predicts nothing about real people."""


@attrs.frozen
class _Run:
    """One scenario, simulated."""

    totals: Totals
    asked: Namespace
    seconds: float


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenarios", metavar="ID", nargs="+", help="scenarios")
    parser.add_argument(
        "--strategy",
        metavar="NAME",
        default=RANDOM,
        help=f"who chooses: {KNOWN} (default %(default)s)",
    )
    parser.add_argument(
        "--skill",
        metavar="S",
        type=_skill,
        default=1.0,
        help="the trainee's skill in every technique, from 0 to 1 (default 1)",
    )
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
        "--population",
        action="store_true",
        help="draw totals for all together, not episode by episode: for very many",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Simulate each scenario, and show the shares of endings."""
    registry = open_packs(arguments)
    ids = tuple(dict.fromkeys(arguments.scenarios))
    for id_ in ids:
        registry.program(id_)
    runs = [_simulated(registry, id_, arguments) for id_ in ids]
    if arguments.json:
        screen.give([_data(each) for each in runs])
    else:
        screen.show(*_shown(runs))
    return FINE


def _simulated(registry: Registry, id_: str, arguments: Namespace) -> _Run:
    trainee = Trainee(otherwise=arguments.skill)
    space = explore(registry.program(id_), trainee)
    plan = named(arguments.strategy).plan(space)
    episodes, seed = arguments.episodes, arguments.seed
    if arguments.population:
        weights = plan.weights()
        begun = perf_counter()
        totals = populate(space, weights, episodes=episodes, seed=seed)
    else:
        playing = plan.playing()
        begun = perf_counter()
        totals = simulate(playing.tables, playing.weights, episodes=episodes, seed=seed)
    return _Run(totals, arguments, perf_counter() - begun)


def _data(each: _Run) -> dict[str, Any]:
    totals = each.totals
    return {
        "scenario": totals.scenario,
        "digest": totals.digest,
        "strategy": each.asked.strategy,
        "skill": each.asked.skill,
        "population": each.asked.population,
        "seed": totals.seed,
        "episodes": totals.episodes,
        "turns": totals.turns,
        "seconds": each.seconds,
        "goal": attrs.asdict(totals.share(GOAL)),
        "harm": attrs.asdict(totals.share(HARM)),
        "endings": {
            ending.id: int(counts.sum())
            for ending, counts in zip(totals.endings, totals.counts, strict=True)
        },
    }


def _shown(runs: Sequence[_Run]) -> Iterator[Block]:
    yield Table(
        ("scenario", "episodes", "turns each", "goal", "harm"),
        tuple(
            (
                each.totals.scenario,
                str(each.totals.episodes),
                f"{each.totals.turns / each.totals.episodes:.2f}",
                _told(each.totals.share(GOAL)),
                _told(each.totals.share(HARM)),
            )
            for each in runs
        ),
        frozenset(("episodes", "turns each")),
    )
    yield GAP
    yield Paragraph(_KEY, "quiet")


def _told(share: Share) -> str:
    return f"{share.value:.4f} ({share.low:.4f} to {share.high:.4f})"


def _skill(text: str) -> float:
    """Read a skill, from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        msg = f"{text!r} is not a number from 0 to 1"
        raise argparse.ArgumentTypeError(msg)
    return value
