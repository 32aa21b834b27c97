"""How many examples a slow property takes: its own number, or the profile's if less."""

from __future__ import annotations

from hypothesis import settings


def at_most(examples: int) -> settings:
    """Return settings for *examples*, or for as many as the profile in force asks."""
    return settings(max_examples=min(examples, settings().max_examples))
