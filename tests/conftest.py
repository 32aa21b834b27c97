"""How much the tests search: HYPOTHESIS_PROFILE says which of four ways."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline anywhere: a busy machine is not a fault of the engine.
settings.register_profile("plain", deadline=None)
# The same examples in every run: whoever clones the repository sees what we saw.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=18,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# For what only changes what is installed around the same code.
settings.register_profile("quick", settings.get_profile("ci"), max_examples=5)
settings.register_profile("thorough", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))
