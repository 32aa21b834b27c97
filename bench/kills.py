"""
A run that is killed again and again goes on, and comes to the same file.

Each run is a process that plays into a folder of parts and is killed with SIGKILL at a
random moment, until one comes to its end. Its file has to have the digest of the one
that nothing happened to. At least 100 kills in all.
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

RUNS, KILLS, SEED = 8, 100, 1

COMMAND = (
    *(sys.executable, "-m", "scenario_engine.cli.main", "simulate", "no-news"),
    *("--episodes", "2000000", "--seed", "7", "--columns", "policies", "--force"),
)


def begun(folder: Path, workers: int) -> subprocess.Popen[bytes]:
    """Begin a run in *folder*."""
    return subprocess.Popen(
        (
            *(*COMMAND, "--workers", str(workers)),
            *("--out", folder / "out.csv", "--resume", folder / "parts"),
        ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def digest(folder: Path) -> str:
    """Return the digest of the file that a run wrote."""
    return sha256((folder / "out.csv").read_bytes()).hexdigest()


def main() -> int:
    """Kill; 1 when a file came out otherwise."""
    draw = random.Random(SEED)
    kills, good = 0, 0
    with TemporaryDirectory() as name:
        clean = Path(name, "clean")
        clean.mkdir()
        begun(clean, 1).wait()
        expected = digest(clean)
        number = 0
        while number < RUNS or kills < KILLS:
            folder = Path(name, str(number))
            folder.mkdir()
            killed, ended = run(folder, 1 + number % 2, draw)
            kills += killed
            good += ended == expected
            number += 1
            print(f"run {number}: {killed} kills, {ended[:12]}")
    print(f"{kills} kills; {good} of {number} runs came to {expected[:12]}")
    return int(good < number)


def run(folder: Path, workers: int, draw: random.Random) -> tuple[int, str]:
    """Play, killed again and again, to the end; return the kills and the digest."""
    kills, patience = 0, 0.5
    while True:
        process = begun(folder, workers)
        sleep(draw.uniform(0.0, patience))
        if process.poll() is not None and process.returncode == 0:
            return kills, digest(folder)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
        # What is not long enough to be begun at all says nothing about going on.
        patience *= 1.15


if __name__ == "__main__":
    sys.exit(main())
