"""These tests need the extras arrow, fast, study, dask; `tox -e experiments` has them."""

from importlib.util import find_spec

NEEDED = (
    "pyarrow",
    "numba",
    "scipy",
    "statsmodels",
    "altair",
    "vl_convert",
    "distributed",
)

# Without them nothing here is collected, and `pytest tests/experiments` is red (exit 5).
collect_ignore_glob = [] if all(map(find_spec, NEEDED)) else ["test_*", "*/test_*"]
