"""A scripted novice plays one scenario; then all scenarios are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis import Check, check
from scenario_engine.cli import novice, scene
from scenario_engine.cli.blocks import GAP, Heading, Paragraph
from scenario_engine.cli.figures import table
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.refusal import FINE, WRONG, UsageError, tell
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.session import Session

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import Registry

NAME = "demo"
SUMMARY = "watch a scripted novice play, then see what each scenario is worth"
SEED = 1


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "scenario",
        metavar="ID",
        nargs="?",
        help="the scenario that is played (by default, the first by id)",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Play one scenario, then show the table of all."""
    registry = open_packs(arguments)
    if not registry.scenarios:
        msg = "there is no scenario to show. Install a pack that gives one."
        raise UsageError(msg)
    id_ = arguments.scenario or registry.scenarios[0]
    screen.show(*_played(registry, id_))
    screen.show(GAP, Heading("All scenarios, checked"))
    checks = {each: _checked(registry, each) for each in registry.scenarios}
    screen.show(*table(checks))
    return WRONG if None in checks.values() else FINE


def _played(registry: Registry, id_: str) -> Iterator[Block]:
    """Tell the whole episode."""
    session = Session.begin(registry.program(id_), seed=SEED)
    yield from scene.opening(session.program)
    yield Paragraph(
        "A scripted novice plays: well-meant, with habits, and always the same. "
        f"Every chance is drawn with seed {SEED}, so you will see what everybody sees.",
        "quiet",
    )
    for after in novice.play(session):
        yield GAP
        yield from scene.situation(session)
        yield scene.turn(session, after)
        session = after
    yield GAP
    yield from scene.closing(session, registry.library)


def _checked(registry: Registry, id_: str) -> Check | None:
    try:
        return check(registry.program(id_), families=["usual"])
    except ScenarioEngineError as error:
        tell(str(error))
        return None
