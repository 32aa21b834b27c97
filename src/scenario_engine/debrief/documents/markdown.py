"""The debrief of an episode as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.debriefing import debriefing
from scenario_engine.debrief.documents.plain import plain

if TYPE_CHECKING:
    from scenario_engine.debrief.review import Review
    from scenario_engine.packs import Registry


def markdown(review: Review, registry: Registry, *, full: bool = True) -> str:
    """
    Return the debrief as Markdown.

    Args:
        review: The episode, gone through.
        registry: What the packs give.
        full: As for `scenario_engine.debrief.documents.page.page`.
    """
    return plain(debriefing(review, registry, full=full))
