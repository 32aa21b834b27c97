"""
What a scene of two participants costs to explore and value, beside Storm.

    bench_joint.py --storm PYTHON [--kinds local,cross,tangled] [--heard 1] [--top 4]

PYTHON is one that has `stormpy`. Without options the scenes have about 1.25 million
joint states, Storm takes one to two minutes and 4 GB for each, and the promises are
those of `PROMISED`; `--heard 1 --top 4` makes them small, for a quick look.

Storm builds the exported model without the turn, which is one step a turn, and answers
the step-bounded question; we explore and value the program. Each runs in a process of
its own, one after the other; each uses one core, so seconds of the processor are what
is compared: they bear it better than the clock if the machine does other things, too.
Memory is the most that the process ever held, the interpreter included.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from joint import HORIZON, TOP, scene, turn_free
from scenario_engine.analysis.joint import joint_values

PROMISED = {"local": (4.0, 4.0), "cross": (2.0, 2.0), "tangled": (1.0, 2.0)}
"""
For each scene, how many times as fast, and in what part of the memory.

No scene is like `tangled`; it is here to show what is left where nothing helps.
"""

Cost = dict[str, Any]


def ours(kind: str, heard: int, top: int) -> Cost:
    """Explore and value the scene in this process."""
    program = scene(kind, heard=heard, top=top)  # type: ignore[arg-type]
    began, busy = perf_counter(), process_time()
    found = joint_values(program)
    return {
        "states": found.states,
        "seconds": perf_counter() - began,
        "busy": process_time() - busy,
        "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "value": found.start,
    }


def compare(kind: str, options: argparse.Namespace) -> bool:
    """Print both costs and their ratios; tell whether the promise is kept."""
    size = [str(options.heard), str(options.top)]
    we = _run([sys.executable, __file__, "--ours", kind, *size])
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "model.prism")
        program = scene(kind, heard=options.heard, top=options.top)  # type: ignore[arg-type]
        model.write_text(turn_free(program), encoding="utf-8")
        question = f'Pmax=? [F<={HORIZON} "goal"]'
        child = Path(__file__).with_name("joint_storm.py")
        storm = _run([options.storm, str(child), str(model), question])
    for name, cost in (("storm", storm), ("scenario_engine", we)):
        print(
            f"{kind:8} {name:16} {cost['states']:>9} states {cost['seconds']:7.1f} s "
            f"{cost['busy']:7.1f} s busy {cost['bytes'] / 2**20:6.0f} MiB "
            f"{cost['value']:.12f}"
        )
    faster = storm["busy"] / we["busy"]
    smaller = storm["bytes"] / we["bytes"]
    least = PROMISED[kind]
    print(
        f"{kind:8} {faster:.1f} times as fast (promised {least[0]:g}), "
        f"1/{smaller:.1f} of the memory (promised 1/{least[1]:g}), "
        f"{abs(storm['value'] - we['value']):.0e} apart"
    )
    same = storm["states"] == we["states"]
    close = abs(storm["value"] - we["value"]) < 1e-9
    return bool(same and close and faster >= least[0] and smaller >= least[1])


def _run(command: list[str]) -> Cost:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    cost: Cost = json.loads(done.stdout)
    return cost


def main() -> int:
    """Compare every scene; 1 when a promise is broken."""
    if sys.argv[1:2] == ["--ours"]:
        kind, heard, top = sys.argv[2:]
        print(json.dumps(ours(kind, int(heard), int(top))))
        return 0
    parser = argparse.ArgumentParser()
    parser.add_argument("--storm", required=True)
    parser.add_argument("--kinds", default="local,cross,tangled")
    parser.add_argument("--heard", type=int, default=3)
    parser.add_argument("--top", type=int, default=TOP)
    options = parser.parse_args()
    kept = [compare(kind, options) for kind in options.kinds.split(",")]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
