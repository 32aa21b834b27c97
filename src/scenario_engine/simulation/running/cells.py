"""Cells: one scenario, played by one trainee in one way with one seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product

import attrs

from scenario_engine.program import Program, Trainee
from scenario_engine.program.interpreter import EXPERT
from scenario_engine.program.saved import canonical, digest_of
from scenario_engine.program.skills import written
from scenario_engine.simulation.playing import Strategy

Parameter = str | int | float


@attrs.frozen(eq=False)
class Cell:
    """
    One cell of an experiment.

    Attributes:
        program: What is played; cast it before, if others are to be in it.
        strategy: How is chosen.
        trainee: Whose skill decides how actions are delivered.
        seed: What the dice are keyed with. Cells with the same seed face the same dice.
        personas: For participants that were cast, the persona that each is.
        parameters: What else is to stand in each row, by name, such as an arm.
    """

    program: Program
    strategy: Strategy
    trainee: Trainee = EXPERT
    seed: int = 0
    personas: Mapping[str, str] = attrs.field(factory=dict)
    parameters: Mapping[str, Parameter] = attrs.field(factory=dict)

    @cached_property
    def saved(self) -> str:
        """The program as its canonical JSON, which is asked for again and again."""
        return canonical(self.program)

    @cached_property
    def digest(self) -> str:
        """The content digest of the program."""
        return digest_of(self.saved)

    @property
    def row(self) -> dict[str, Parameter]:
        """What stands in each row of this cell."""
        people = ",".join(f"{who}={is_}" for who, is_ in sorted(self.personas.items()))
        return {
            "scenario": self.program.id,
            "personas": people,
            "strategy": self.strategy.name,
            "trainee": written(self.trainee),
            "seed": self.seed,
            **self.parameters,
        }

    def __str__(self) -> str:
        """Name the cell in a message."""
        return ", ".join(
            f"{key} {value}" for key, value in self.row.items() if value != ""
        )


def grid(
    programs: Iterable[Program],
    strategies: Iterable[Strategy],
    trainees: Iterable[Trainee] = (EXPERT,),
    seeds: Iterable[int] = (0,),
) -> tuple[Cell, ...]:
    """Return a cell for each scenario, strategy, trainee and seed, in this order."""
    return tuple(
        Cell(program, strategy, trainee, seed)
        for program, strategy, trainee, seed in product(
            programs, strategies, trainees, seeds
        )
    )
