"""The debrief of an episode as one web page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.debriefing import debriefing
from scenario_engine.debrief.documents.frame import web

if TYPE_CHECKING:
    from scenario_engine.debrief.review import Review
    from scenario_engine.packs import Registry


def page(review: Review, registry: Registry, *, full: bool = True) -> str:
    """
    Return the debrief as a web page: one file that asks no network for anything.

    Args:
        review: The episode, gone through.
        registry: What the packs give.
        full: Whether instructors find in it what choices were worth to somebody who
            knows everything; without it, the page is a trainee's own.
    """
    return web(debriefing(review, registry, full=full))
