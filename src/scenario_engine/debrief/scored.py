"""Points and counts of an episode, as data for whoever shows them."""

from __future__ import annotations

import attrs


@attrs.frozen
class Touched:
    """
    Points for an item of an instrument, awarded in a turn or at the end.

    Attributes:
        instrument, item: Ids.
        label: The item's label.
        points: Points.
        better: ``more``, ``fewer`` or ``neither``.
    """

    instrument: str
    item: str
    label: str
    points: float
    better: str


@attrs.frozen
class Scored:
    """
    An item of an instrument, with what could have been expected of it.

    Attributes:
        instrument: Id of the instrument.
        title: Its title.
        item, label: Of the item.
        points: What the episode came to; None where that is not known.
        range: Lowest and highest points of the item.
        better: ``more``, ``fewer`` or ``neither``.
        expected: What random play comes to on average.
        best: What the best play for the goal comes to on average.
        imitation: Whether the instrument is only imitated.
        source, licence: Of the instrument; the source as a title.
        most: What play that is for this item alone comes to on average; None where
            its points are neither good nor bad, or that is not known.
        rule: The rule of a pack, in Python, that gave the points; empty where they
            were awarded by the program. Of such a rule nothing can be expected.
    """

    instrument: str
    title: str
    item: str
    label: str
    points: float | None
    range: tuple[int, int]
    better: str
    expected: float | None
    best: float | None
    imitation: bool
    source: str
    licence: str
    most: float | None = None
    rule: str = ""


@attrs.frozen
class Score:
    """
    The score as a whole, in which what is better the fewer it is counts against it.

    Attributes:
        points: What the episode came to; None where that is not known.
        expected: What random play comes to on average; None where it is not known.
        best: What the best play for the goal comes to on average.
        most: The most that play comes to on average which is for the score alone.
    """

    points: float | None
    expected: float | None
    best: float | None
    most: float | None


@attrs.frozen
class Ratio:
    """
    A ratio or share of what was said, from counts of techniques.

    Attributes:
        id: Its id.
        label: What it is of.
        part, whole: The counts.
    """

    id: str
    label: str
    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """*part* by *whole*; None where there is nothing to divide by."""
        return self.part / self.whole if self.whole else None
