"""What `import scenario_engine` costs, and the first use of each name of its face."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

import scenario_engine

NOTHING = "pass"
YARDSTICK = "import pluggy, attrs, cattrs"
ENGINE = "import scenario_engine"
NAMES = [f"{ENGINE}; scenario_engine.{name}" for name in scenario_engine.__all__]
STATEMENTS = [NOTHING, YARDSTICK, ENGINE, *NAMES]
FEWEST_ROUNDS = 11


def milliseconds(statement: str) -> float:
    """Time a fresh interpreter that runs *statement* and ends."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return (time.perf_counter() - started) * 1000


def medians(rounds: int) -> dict[str, float]:
    """
    Time every statement once a round, so that a slow moment slows them all.

    Returns:
        Median milliseconds of each statement, less those of an interpreter that
        does nothing.
    """
    for statement in STATEMENTS:
        milliseconds(statement)  # Uncounted: it writes bytecode and warms disks.
    times: dict[str, list[float]] = {statement: [] for statement in STATEMENTS}
    for _ in range(rounds):
        for statement in STATEMENTS:
            times[statement].append(milliseconds(statement))
    nothing = statistics.median(times[NOTHING])
    return {key: statistics.median(values) - nothing for key, values in times.items()}


def main() -> int:
    """Print the table; 1 when the engine costs more than the yardstick."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS)
    rounds = max(FEWEST_ROUNDS, parser.parse_args().rounds)
    found = medians(rounds)
    print(f"Python {sys.version.split()[0]}, median of {rounds} interleaved rounds")
    print(f"{'statement':<62}{'ms':>8}{'ratio':>8}")
    for statement in STATEMENTS[1:]:
        ratio = found[statement] / found[YARDSTICK]
        print(f"{statement:<62}{found[statement]:>8.1f}{ratio:>8.2f}")
    return 0 if found[ENGINE] <= found[YARDSTICK] else 1


if __name__ == "__main__":
    sys.exit(main())
