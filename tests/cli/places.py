"""Where the packs of these tests are."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
PARCELS = DATA / "parcels"
TRAPPED = DATA / "trapped"
FAULTY = DATA / "faulty"
