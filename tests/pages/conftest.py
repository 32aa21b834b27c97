"""These tests open pages in Chromium; `tox -e pages` has what they need."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = os.environ.get("AXE", "")

# Without them nothing here is collected, and `pytest tests/pages` is red (exit 5).
collect_ignore_glob = [] if find_spec("playwright") and CHROMIUM and AXE else ["test_*"]
