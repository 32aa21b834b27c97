"""Options that say who plays: strategy, trainee, and who is in the scene."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scenario_engine.cli.refusal import UsageError
from scenario_engine.packs.casting import cast
from scenario_engine.program import Trainee
from scenario_engine.program.skills import FORM, trainee_of
from scenario_engine.simulation.named import KNOWN, RANDOM, named
from scenario_engine.simulation.running.cells import Cell

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from scenario_engine.packs import Registry


def add(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--strategy",
        metavar="NAME",
        default=RANDOM,
        help=f"who chooses: {KNOWN} (default %(default)s)",
    )
    parser.add_argument(
        "--trainee",
        metavar="SKILLS",
        help=f"the trainee's skills: {FORM} (default skill:1)",
    )
    parser.add_argument(
        "--skill",
        metavar="S",
        type=_skill,
        help="the trainee's skill in every technique, from 0 to 1 (default 1)",
    )
    parser.add_argument(
        "--persona",
        metavar="PARTICIPANT=PERSONA",
        type=_persona,
        action="append",
        default=[],
        help="let a participant be of this persona (may be repeated)",
    )


def cell(registry: Registry, id_: str, arguments: Namespace, seed: int) -> Cell:
    """
    Return who plays what.

    Raises:
        NotFoundError: If there is no such scenario, participant, persona or technique.
        UsageError: If options contradict each other.
    """
    personas = dict(arguments.persona)
    program = cast(registry, id_, personas)
    trainee = _chosen(registry, arguments)
    return Cell(program, named(arguments.strategy), trainee, seed, personas)


def _chosen(registry: Registry, arguments: Namespace) -> Trainee:
    if arguments.trainee is None:
        return Trainee(otherwise=1.0 if arguments.skill is None else arguments.skill)
    if arguments.skill is not None:
        raise UsageError("--skill and --trainee both say the skill. Give one of them.")
    return trainee_of(arguments.trainee, registry.library.techniques)


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


def _persona(text: str) -> tuple[str, str]:
    participant, _, persona = text.partition("=")
    if not participant or not persona:
        msg = f"{text!r} is not PARTICIPANT=PERSONA"
        raise argparse.ArgumentTypeError(msg)
    return participant, persona
