"""What the package shows, and what it leaves out."""

from __future__ import annotations

import subprocess
import sys

from scenario_engine import expressions

NUMPY_LEFT_OUT = """
import sys, scenario_engine.expressions
print("numpy" in sys.modules)
"""


def test_importing_the_language_leaves_numpy_out():
    """Only `scenario_engine.expressions.arrays` asks for NumPy."""
    out = subprocess.run(
        [sys.executable, "-c", NUMPY_LEFT_OUT],
        capture_output=True,
        text=True,
        check=True,
    )

    assert out.stdout.strip() == "False"


def test_every_public_name_is_there():
    """Each name in ``__all__`` can be imported, and they are in order."""
    assert sorted(expressions.__all__) == expressions.__all__
    assert all(hasattr(expressions, name) for name in expressions.__all__)
