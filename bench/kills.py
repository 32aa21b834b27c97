"""
A run that is killed again and again goes on, and comes to the same file.

Each run is a process that plays into a folder of parts, and is killed with SIGKILL at
random moments, it and its workers, until it comes to its end. Its file has to have the
digest of the one that nothing happened to. At least 100 kills in all.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from scenario_engine import load_packs
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import Cell, Plan, run
from scenario_engine.simulation.running.files import File

RUNS, KILLS, SEED = 8, 100, 1


def play(folder: Path, workers: int) -> None:
    """Play, going on from what is in *folder*."""
    cell = Cell(load_packs().program("no-news"), named("random"), seed=7)
    plan = Plan(40_000, at_once=500, folder=folder / "parts")
    # A run may be killed when its file is there, but the process has not ended.
    with File(folder / "out.csv", [cell], plan, replaces=True) as file:
        run(cell, plan, workers=workers, keeper=file)
        file.keep()


def begun(folder: Path, workers: int) -> subprocess.Popen[bytes]:
    """Begin a process that plays in *folder*."""
    return subprocess.Popen(
        (sys.executable, __file__, folder, str(workers)), start_new_session=True
    )


def digest(folder: Path) -> str:
    """Return the digest of the file that a run wrote."""
    return sha256((folder / "out.csv").read_bytes()).hexdigest()


def killed(folder: Path, workers: int, draw: random.Random) -> tuple[int, str]:
    """Play, killed again and again, to the end; return the kills and the digest."""
    kills, most = 0, 2.0
    while True:
        process = begun(folder, workers)
        sleep(draw.uniform(0.0, most))
        if process.poll() == 0:
            return kills, digest(folder)
        if process.poll() is not None:
            raise SystemExit(f"a run ended with {process.returncode}")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
        # A machine that is busy needs longer to come to playing at all.
        most *= 1.1


def main() -> int:
    """Kill; 1 when a file came out otherwise."""
    draw = random.Random(SEED)
    kills = good = number = 0
    with TemporaryDirectory() as name:
        clean = Path(name, "clean")
        clean.mkdir()
        begun(clean, 1).wait()
        expected = digest(clean)
        while number < RUNS or kills < KILLS:
            folder = Path(name, str(number))
            folder.mkdir()
            more, found = killed(folder, 1 + number % 2, draw)
            kills, good, number = kills + more, good + (found == expected), number + 1
            print(f"run {number}: {more} kills, {found[:12]}", flush=True)
    print(f"{kills} kills; {good} of {number} runs came to {expected[:12]}")
    return int(good < number)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        play(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        sys.exit(main())
