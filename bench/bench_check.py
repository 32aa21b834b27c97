"""
How long a scenario takes to be checked for everything, on one core.

Prints, for each installed scenario, the seconds of processor time of the state space,
and of the whole check with every family of findings. A check should stay under five
seconds, the state space included.
"""

from __future__ import annotations

import sys
from time import process_time

from scenario_engine import load_packs
from scenario_engine.analysis import check, explore

SHOULD = 5.0


def main() -> int:
    """Measure every installed scenario once; 1 when a check takes too long."""
    registry = load_packs()
    slowest = 0.0
    print(f"{'scenario':24}{'states':>8}{'explored':>10}{'checked':>9}{'of 5 s':>8}")
    for id_ in registry.scenarios:
        program = registry.program(id_)
        begun = process_time()
        space = explore(program)
        explored = process_time() - begun
        begun = process_time()
        check(program)
        checked = process_time() - begun
        share = checked / SHOULD
        slowest = max(slowest, checked)
        print(f"{id_:24}{len(space):8}{explored:10.2f}{checked:9.2f}{share:8.0%}")
    return int(slowest > SHOULD)


if __name__ == "__main__":
    sys.exit(main())
