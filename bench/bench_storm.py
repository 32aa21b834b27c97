"""
What a shipped scenario costs to explore and value, beside Storm on our export of it.

Both start from the program: ours is explored and valued over all its turns; Storm
parses the PRISM model (the turn is in its states), builds it and solves it, for the
best chance of the goal. Rounds are interleaved, and the medians of processor time are
compared. Storm comes from the package index: `pip install stormpy`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import stormpy

from scenario_engine import load_packs
from scenario_engine.analysis import best, explore
from scenario_engine.interop.prism import prism

if TYPE_CHECKING:
    from scenario_engine.program import Program

ROUNDS = 3
PROMISED = 20.0
CLOSE = 1e-9


def ours(program: Program) -> tuple[float, float, int]:
    """Return processor seconds, the best chance of the goal, and the states."""
    begun = process_time()
    space = explore(program)
    value = best(space).start
    return process_time() - begun, value, len(space)


def storms(path: Path) -> tuple[float, float, int]:
    """Return the same of Storm, reading the model at *path*."""
    begun = process_time()
    program = stormpy.parse_prism_program(str(path))
    (asked,) = stormpy.parse_properties('Pmax=? [F "goal"]', program)
    model = stormpy.build_model[float](program, [asked])
    environment = stormpy.environments.default(model)
    environment.solver().min_max().precision = stormpy.Rational("1e-12")
    result = stormpy.model_checking(model, asked, environment=environment)
    (first,) = model.initial_states
    value = result.get_value(first)
    return process_time() - begun, value, model.nr_states


def compared(program: Program, rounds: int) -> float:
    """Print what both cost, and return the ratio."""
    ours(program)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.prism"
        path.write_text(prism(program).text, encoding="utf-8")
        found = [(ours(program), storms(path)) for _ in range(rounds)]
    (_, value, states), (_, other, places) = found[-1]
    if abs(value - other) > CLOSE:
        sys.exit(f"{program.id}: {value!r} here, {other!r} in Storm")
    mine, theirs = (median(run[who][0] for run in found) for who in (0, 1))
    print(
        f"{program.id:<20}{value:>10.6f}{states:>9}{mine * 1e3:>9.0f} ms"
        f"{places:>10}{theirs * 1e3:>9.0f} ms{theirs / mine:>8.1f}"
    )
    return theirs / mine


def main() -> int:
    """Print a line a scenario; 1 when one of the ratios is below the promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = max(1, parser.parse_args().rounds)
    registry = load_packs()
    print(
        f"{'scenario':<20}{'best':>10}{'states':>9}{'ours':>12}"
        f"{'states':>10}{'Storm':>12}{'ratio':>8}"
    )
    ratios = [
        compared(registry.program(id_), rounds) for id_ in sorted(registry.scenarios)
    ]
    print(f"least ratio {min(ratios):.1f} (promised: at least {PROMISED:g})")
    return 0 if min(ratios) >= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
