"""A review: an episode gone through turn by turn, as data for whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import attrs

from scenario_engine.debrief.account import Account, Booked
from scenario_engine.debrief.scored import Ratio, Score, Scored, Touched
from scenario_engine.session.trace import Trace

__all__ = [
    "Account",
    "Booked",
    "Gauge",
    "Option",
    "Ratio",
    "Reason",
    "Remark",
    "Review",
    "Reviewed",
    "Ruled",
    "Score",
    "Scored",
    "Touched",
    "Verdict",
]


class Verdict(Enum):
    """What a choice was, by its fair regret; see `scenario_engine.debrief.verdicts`."""

    BEST = "best"
    SOUND = "sound"
    SLIP = "slip"
    MISTAKE = "mistake"
    GRAVE = "grave mistake"
    FREE = "made no difference"
    NOT_EVALUABLE = "not evaluable"


@attrs.frozen
class Reason:
    """
    A named reason of the program that was at work in a choice.

    Attributes:
        why: The author's sentence.
        by: What it added to a chance, as a difference in 0..1; negative where it
            took from it.
        outcome: What its chance is of: the cue of the outcome, may be empty.
        helps: Whether it worked for the goal; None where it cannot be told, or did
            not matter.
        was_known: Whether the trainee could know, from what was seen, that it held.
        worth: What it added to the chance of the goal there, to somebody who knows
            everything; None where it cannot be told.
        since: The moment from which on it was plain: 0 is the start, 1 the end of the
            first turn; None where it never was.
        shown: What was then seen and heard.
    """

    why: str
    by: float
    outcome: str
    helps: bool | None
    was_known: bool
    worth: float | None = None
    since: int | None = None
    shown: tuple[str, ...] = ()


@attrs.frozen
class Option:
    """
    Something that could be chosen.

    Attributes:
        id: The intervention's id.
        line: What could be said.
        technique: Id of its technique.
        value: What it was worth by what could be known (fair); None where that cannot
            be evaluated.
        is_best: Whether no other is known to be worth more, within tolerance.
        is_good_practice: Whether an expert marked it as good practice here.
        reasons: What spoke for it and against it here.
    """

    id: str
    line: str
    technique: str
    value: float | None
    is_best: bool
    is_good_practice: bool
    reasons: tuple[Reason, ...] = ()


@attrs.frozen
class Ruled:
    """
    What became of a policy in a turn, or at the end.

    Attributes:
        policy: Its id.
        text: The rule.
        is_broken: Whether it was broken; else it was kept where it applied.
    """

    policy: str
    text: str
    is_broken: bool


@attrs.frozen
class Gauge:
    """
    How a moment looked.

    Attributes:
        levels: For each participant whose escalation can be seen, the level.
        labels: The same in words.
        composure: The trainee's own calm, and its range; None where it is hidden.
        value: What the episode was worth then (fair).
        voice: For each participant whose escalation can be seen, what the person said
            at that level; nobody who has no line for it.
    """

    levels: Mapping[str, int]
    labels: Mapping[str, str]
    composure: tuple[int, int, int] | None
    value: float | None
    voice: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Reviewed:
    """
    One turn, gone through.

    Attributes:
        number: Its number, from 1.
        before: How things looked when the choice was made.
        choice: What was chosen.
        options: What could be chosen, in the author's order.
        fair: What the choice was worth by what could be known; None where that
            cannot be evaluated.
        full: The same for somebody who knows everything; for instructors.
        verdict: What the choice was.
        mattered: Whether it made a difference what was chosen.
        cues: What was then seen and heard.
        good: Whether the delivery was good; None where that made no difference, or is
            not known.
        policies: Rules broken or kept in the turn.
        items: Points awarded for the choice.
        note: Why it cannot be evaluated; empty where it can.
    """

    number: int
    before: Gauge
    choice: str
    options: tuple[Option, ...]
    fair: Booked | None
    full: Booked | None
    verdict: Verdict
    mattered: bool
    cues: tuple[str, ...]
    good: bool | None
    policies: tuple[Ruled, ...] = ()
    items: tuple[Touched, ...] = ()
    note: str = ""

    @property
    def chosen(self) -> Option:
        """The option that was taken."""
        return next(option for option in self.options if option.id == self.choice)


@attrs.frozen
class Remark:
    """
    One thing to keep, or to try next time.

    Attributes:
        turn: The turn it is about.
        option: The option it is about: the one that was taken, or the better one.
        technique: The name of its technique.
        why: The author's feedback, or what the catalogue says of the technique.
        source: The technique's sources, as titles; may be empty.
        reflect: The author's question about what was done; may be empty.
        led_to: What the author says it typically leads to; may be empty.
        chosen: What was chosen in that turn; the same as *option* in what to keep.
    """

    turn: int
    option: str
    technique: str
    why: str
    source: tuple[str, ...]
    reflect: str
    led_to: str = ""
    chosen: str = ""


@attrs.frozen
class Review:
    """
    An episode gone through.

    Attributes:
        trace: The episode.
        title, setting: Of the scenario.
        ending: Kind of the ending: ``goal``, ``harm``, ``neutral``; empty where the
            episode was stopped.
        told: What was told at the end.
        fair: The account by what could be known; None where it cannot be given.
        full: The account with everything known; None where states were not recorded.
        turns: Its turns.
        gauges: How each moment looked: one more than there are turns.
        turning_point: The number of the turn in which what the episode was worth
            (fair) changed most, by choice and chance together; None where no turn
            changed it by as much as `verdicts.TURNING`.
        keep: One thing to keep.
        next_time: One thing to try next time.
        scores: Items of instruments that were awarded points, or could have been.
        policies: What became of each policy, in the end.
        aftercare: What is said afterwards.
        note: Why it, or a part of it, cannot be evaluated; empty where it can.
        items: Points that were awarded for the ending.
        score: The score as a whole; None where the scenario awards no points.
        ratios: Ratios of what was said.
    """

    trace: Trace
    title: str
    setting: str
    ending: str
    told: str
    fair: Account | None
    full: Account | None
    turns: tuple[Reviewed, ...]
    gauges: tuple[Gauge, ...]
    turning_point: int | None
    keep: Remark | None
    next_time: Remark | None
    scores: tuple[Scored, ...]
    policies: tuple[Ruled, ...]
    aftercare: str
    note: str = ""
    items: tuple[Touched, ...] = ()
    score: Score | None = None
    ratios: tuple[Ratio, ...] = ()
