"""The last word of `.ci/run`: red when a Python that is here was passed over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

VERDICT = Path(__file__).parent.parent / ".ci" / "verdict.py"
RESULT = {
    "testenvs": {
        ".pkg": {"result": {"success": True, "skipped": False}},
        "py311": {
            "result": {"success": True, "skipped": False},
            "test": [{"output": "....\n===== 4 passed in 0.10s =====\n"}],
        },
        "py399": {"result": {"success": True, "skipped": True}},
        "lint": {
            "result": {"success": False, "skipped": False},
            "test": [{"output": "All checks passed!\n"}, {"output": "1 file\n"}],
        },
        "docs": {"result": {"success": False, "skipped": False}},
        "types": {},
    }
}
LINES = (
    "py311: ok: 4 passed in 0.10s\n"
    "py399: skipped\n"
    "lint: FAILED: 1 file\n"
    "docs: FAILED: nothing was run\n"
    "types: skipped\n"
)


PAGES = {
    "testenvs": {
        "pages": {"result": {"success": True, "skipped": False}},
        "py399": {},
    }
}


def verdict(folder: Path, python: str, *more: str) -> tuple[int, str]:
    """Judge the result above where *python* is the text of a `python3.99` on PATH."""
    (folder / "result.json").write_text(json.dumps(RESULT), encoding="utf-8")
    (folder / "pages.json").write_text(json.dumps(PAGES), encoding="utf-8")
    found = folder / "python3.99"
    found.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    found.chmod(0o755)
    ran = subprocess.run(
        [sys.executable, VERDICT, *(folder / n for n in ("result.json", *more))],
        env={"PATH": f"{folder / 'absent'}:{folder}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def test_a_python_that_runs_and_was_skipped_is_red(tmp_path):
    """The version is on this machine, so nobody may think that it was tested."""
    assert verdict(tmp_path, "echo 3.99") == (
        1,
        LINES + "py399: its Python is here and was skipped\n",
    )


@pytest.mark.parametrize("python", ["exit 127", "echo 3.98"])
def test_a_name_on_the_path_that_is_not_that_python_is_no_python(tmp_path, python):
    """A shim for a version that is switched off, or of another one, may be skipped."""
    assert verdict(tmp_path, python) == (0, LINES)


def test_every_run_is_judged(tmp_path):
    """A second one is told below the first; what it was not asked for is left out."""
    assert verdict(tmp_path, "echo 3.99", "pages.json")[1] == (
        LINES
        + "py399: its Python is here and was skipped\n"
        + "pages: ok: nothing was run\n"
    )
    assert verdict(tmp_path, "exit 127", "pages.json") == (
        0,
        LINES + "pages: ok: nothing was run\n",
    )


def test_a_run_that_left_no_result_is_red(tmp_path):
    """It broke off, or was never begun: nobody may think that it was green."""
    assert verdict(tmp_path, "exit 127", "absent.json") == (
        1,
        LINES + "absent.json: not there: nothing was run\n",
    )
