"""The command line in a process whose files cannot grow, as if the disk were full."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PARCELS = Path(__file__).parent / "cli" / "data" / "parcels"

LIMITED = """
import resource, signal, sys
from scenario_engine.cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
sys.exit(main(sys.argv[1:]))
"""


def refused(out: Path, *options: str) -> None:
    """Simulate parcels to *out*, and hold it to one message and no half of a file."""
    asked = ("simulate", "late-parcel", "--pack-dir", str(PARCELS), "--out", str(out))
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, *asked, *options],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"scenario-engine: {out}: File too large. Name another file.\n"
    assert list(out.parent.iterdir()) == []
