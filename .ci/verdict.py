"""Say how each of tox's environments ended, and whether anything was passed over."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

# What an environment that was left out by name has in place of a result.
NOT_ASKED_FOR = {"skipped": True}


def is_here(environment: str) -> bool:
    """Tell whether a Python that runs stands on PATH for *environment*, like py312."""
    found = re.fullmatch(r"py3(\d+)", environment)
    if not found:
        return False
    version = f"3.{found[1]}"
    for folder in os.environ["PATH"].split(os.pathsep):
        python = Path(folder) / f"python{version}"
        # A pyenv shim may stand there for a version that is not switched on.
        if python.is_file() and runs(python, version):
            return True
    return False


def runs(python: Path, version: str) -> bool:
    """Tell whether *python* starts and is of that *version*."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    ran = subprocess.run([python, "-c", code], capture_output=True, check=False)
    return ran.returncode == 0 and ran.stdout.decode().strip() == version


def closing(environment: dict[str, Any]) -> str:
    """Return the last line of the last command of *environment*."""
    outputs = [run["output"] for run in environment.get("test", [])]
    lines = "\n".join(outputs).strip().splitlines()
    return lines[-1].strip("= ") if lines else "nothing was run"


def main(everything: str, *more: str) -> int:
    """
    Print a line for every environment; 1 when one was passed over.

    Args:
        everything: The result of the run that leaves nothing out.
        more: The results of runs of some environments by name.
    """
    return max([judge(everything), *(judge(each, by_name=True) for each in more)])


def judge(result: str, *, by_name: bool = False) -> int:
    """Print a line for every environment of one run; 1 when one was passed over."""
    if not Path(result).is_file():
        print(f"{Path(result).name}: not there: nothing was run")
        return 1
    environments = json.loads(Path(result).read_text("utf-8"))["testenvs"]
    if by_name:
        environments = {name: each for name, each in environments.items() if each}
    passed_over = []
    for name, environment in environments.items():
        if name.startswith("."):  # tox's own, in which it builds.
            continue
        if environment.get("result", NOT_ASKED_FOR)["skipped"]:
            passed_over += [name] if is_here(name) else []
            print(f"{name}: skipped")
        else:
            verdict = "ok" if environment["result"]["success"] else "FAILED"
            print(f"{name}: {verdict}: {closing(environment)}")
    for name in passed_over:
        print(f"{name}: its Python is here and was skipped")
    return 1 if passed_over else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
