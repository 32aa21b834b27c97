"""The scenarios that can be played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.cli.blocks import GAP, Heading, Paragraph, counted, entries
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.refusal import FINE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import Registry

NAME = "list"
SUMMARY = "list the scenarios"


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """List the scenarios of all loaded packs, by id."""
    registry = open_packs(arguments)
    if arguments.json:
        screen.give([_data(registry, id_) for id_ in registry.scenarios])
    else:
        screen.show(*_shown(registry))
    return FINE


def _data(registry: Registry, id_: str) -> dict[str, Any]:
    program = registry.program(id_)
    return {
        "id": id_,
        "title": program.title,
        "pack": program.pack,
        "turns": program.horizon,
        "participants": [person.id for person in program.participants],
        "interventions": len(program.actions),
        "objectives": [objective.text for objective in program.objectives],
        "adapted_by": list(registry.adapted_by.get(id_, ())),
    }


def _shown(registry: Registry) -> Iterator[Block]:
    for id_ in registry.scenarios:
        program = registry.program(id_)
        yield Heading(f"{id_}: {program.title}", rank=2)
        yield entries(
            {
                "pack": ", adapted by ".join(
                    filter(
                        None,
                        (program.pack, ", ".join(registry.adapted_by.get(id_, ()))),
                    )
                ),
                "turns": f"at most {program.horizon}",
                "participants": ", ".join(
                    f"{person.id} ({person.role})" for person in program.participants
                ),
                "objectives": "\n".join(each.text for each in program.objectives),
            }
        )
        yield GAP
    yield Paragraph(counted(len(registry.scenarios), "scenario"))
