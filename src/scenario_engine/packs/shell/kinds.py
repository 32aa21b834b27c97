"""What the kinds of objects that packs give are called."""

from __future__ import annotations

from scenario_engine.vocabulary import KINDS

WORDS = {kind: kind.removesuffix("s").replace("_", " ") for kind in KINDS} | {
    "policies": "policy",
    "scorers": "scorer",
}
"""For each kind of object, and for scorers, the word for one of them."""
