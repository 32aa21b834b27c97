"""
Ratios of what was said, from counts of techniques.

They resemble those that coders of motivational interviewing take from a session (MITI).
Which technique counts as what is an assumption of ours, and a simulated conversation of
ready-made lines is no session: the ratios must not be set beside published ones.

Source:
    The instrument ``conversation-counts`` of the catalogue, and what it says there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.review import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

QUESTION, SIMPLE, COMPLEX = "question", "simple reflection", "complex reflection"

COUNTED: Mapping[str, str] = {
    "open-question": QUESTION,
    "active-listening": QUESTION,
    "paraphrase": SIMPLE,
    "concise-repeat": SIMPLE,
    "reflect-feeling": COMPLEX,
    "validate": COMPLEX,
}
"""For techniques of the catalogue, what choosing one counts as; others do not count."""


def ratios(techniques: Iterable[str]) -> tuple[Ratio, ...]:
    """
    Return the ratios of an episode.

    Args:
        techniques: The technique of each choice that was taken.
    """
    counted = [COUNTED.get(technique) for technique in techniques]
    questions = counted.count(QUESTION)
    complex_ = counted.count(COMPLEX)
    reflections = complex_ + counted.count(SIMPLE)
    return (
        Ratio(
            "reflections-to-questions",
            "Reflections for each question",
            reflections,
            questions,
        ),
        Ratio(
            "complex-reflections",
            "Share of reflections that go beyond what was said",
            complex_,
            reflections,
        ),
    )
