"""Reviews made by hand, for tests of what is shown of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.analysis.values import Status
from scenario_engine.debrief.account import Account, Booked
from scenario_engine.debrief.review import (
    Gauge,
    Option,
    Ratio,
    Reason,
    Remark,
    Review,
    Reviewed,
    Ruled,
    Score,
    Scored,
    Touched,
    Verdict,
)
from scenario_engine.program.trainee import Trainee
from scenario_engine.session.trace import Dice, Moment, Seen, Trace

if TYPE_CHECKING:
    from collections.abc import Callable

LABELS = ("Settled", "Unsettled", "Upset", "Strongly upset", "In crisis")
LINES = {
    "ask": ("What have you been told so far?", "active-listening"),
    "calm": ("There is no reason to shout.", "command-calm"),
    "ring": ("I am ringing inside, in front of you.", "meet-need"),
    "sorry": ("I am sorry that you have been left alone with it.", "apologise"),
}
# What was chosen, what each choice was worth, what the turn came to, and the verdict.
PLAYED: tuple[tuple[str, float, float, Verdict, int, int], ...] = (
    ("ask", 0.86, 0.90, Verdict.BEST, 2, 2),
    ("calm", 0.55, 0.48, Verdict.GRAVE, 3, 1),
    ("sorry", 0.44, 0.52, Verdict.MISTAKE, 3, 1),
    ("ask", 0.51, 0.66, Verdict.SOUND, 2, 1),
    ("ring", 0.66, 0.80, Verdict.BEST, 1, 2),
    ("sorry", 0.80, 0.93, Verdict.FREE, 1, 2),
    ("ring", 0.91, 1.00, Verdict.SLIP, 0, 2),
)


def account(status: Status = Status.EXACT_UP_TO_ROUNDING) -> Account:
    """Return the account of the episode above."""
    best, turns = 0.86, []
    for choice, value, after, *_ in PLAYED:
        turns.append(Booked(choice, value, best, ("ask",), best - value, after - value))
        best = after
    return Account(0.86, 1.0, tuple(turns), status, "beliefs over 42 situations")


def option(id_: str, value: float, **changes: Any) -> Option:
    """Return one of the options above."""
    line, technique = LINES[id_]
    made = Option(id_, line, technique, value, is_best=False, is_good_practice=False)
    return attrs.evolve(made, **changes)


def gauge(level: int, calm: int, value: float | None) -> Gauge:
    """Return how a moment looked."""
    return Gauge(
        {"daughter": level},
        {"daughter": LABELS[level]},
        (calm, 0, 2),
        value,
        {"daughter": "Who can I speak to?"},
    )


def turn(number: int, booked: Booked) -> Reviewed:
    """Return one turn of the episode above."""
    choice, _, _, verdict, *_ = PLAYED[number - 1]
    reasons = (
        Reason("she had not been heard yet", -0.2, "She nods", False, True),
        Reason("she has been let down before", -0.1, "She nods", False, False),
        Reason("you had listened", 0.1, "", True, True, 0.05, 1, ("“Finally.”",)),
        Reason("it is late", 0.0, "", None, True),
    )
    options = tuple(
        option(
            id_,
            booked.value if id_ == choice else booked.best - 0.04 * place,
            is_best=place == 0,
            is_good_practice=id_ == "ask",
            reasons=reasons if id_ == choice and booked.regret else (),
        )
        for place, id_ in enumerate(LINES)
    )
    before = PLAYED[number - 2] if number > 1 else None
    return Reviewed(
        number=number,
        before=gauge(
            before[4] if before else 2, before[5] if before else 2, booked.best
        ),
        choice=choice,
        options=options,
        fair=booked,
        full=attrs.evolve(booked, luck=booked.luck / 2),
        verdict=verdict,
        mattered=verdict is not Verdict.FREE,
        cues=(
            f"“Two hours,” she says, for the {number}. time.",
            "She looks at the doors.",
        ),
        good=number % 3 != 0,
        policies=(Ruled("help", "Call for help in a crisis.", number == 2),)
        if number in {2, 5}
        else (),
        items=(Touched("skill", "calm", "Own calm", 1.0, "more"),)
        if number == 1
        else (),
    )


def trace(**changes: Any) -> Trace:
    """Return the trace of the episode above."""
    start = Moment("", Seen({}, (), (), ""))
    moments = [Moment(choice, Seen({}, (), (), ""), good=True) for choice, *_ in PLAYED]
    made = Trace(
        scenario="no-news",
        pack="healthcare",
        digest="0123456789abcdef" * 4,
        trainee=Trainee(),
        moments=(start, *moments),
        ending="she-can-wait",
        dice=Dice(5, 0),
        player="A. Trainee",
    )
    return attrs.evolve(made, **changes)


def review(**changes: Any) -> Review:
    """Return the review of the episode above, with some of it changed."""
    found = account()
    made = Review(
        trace=trace(),
        title="Two hours without news",
        setting="The waiting room of an emergency department, nine in the evening. You "
        "are the nurse at the front desk, and Marta Novak has asked for news twice.",
        ending="goal",
        told="She sits down by the window. “Half past nine,” she says.",
        fair=found,
        full=attrs.evolve(found, method="every state"),
        turns=tuple(turn(n, booked) for n, booked in enumerate(found.turns, 1)),
        gauges=(gauge(2, 2, 0.86), *(gauge(p[4], p[5], p[2]) for p in PLAYED)),
        turning_point=2,
        keep=Remark(
            1,
            "ask",
            "Active listening",
            "Being heard comes before being helped.",
            ("The power of listening at work",),
            "What did you know after her first answer?",
        ),
        next_time=Remark(
            3,
            "ask",
            "Active listening",
            "Said before she has been heard, an apology sounds like an ending.",
            ("Listen before you apologise", "A title that no pack has"),
            "What did your apology refer to, in her words?",
        ),
        scores=(
            scored("calm", "Own calm", 4.0, "more"),
            scored("force", "Force used", 0.0, "fewer"),
        ),
        policies=(
            Ruled("help", "Call for help in a crisis.", True),
            Ruled("promise", "Nobody at the desk promises a result.", False),
        ),
        aftercare="Leave the role: say your own name.\n\nTalk about it with somebody.",
        score=Score(4.0, 1.5, 5.25, 6.0),
        ratios=(Ratio("reflections", "Reflections to questions", 2, 3),),
    )
    return attrs.evolve(made, **changes)


def scored(item: str, label: str, points: float, better: str) -> Scored:
    """Return an item with its points."""
    return Scored(
        instrument="skill",
        title="Observed skill",
        item=item,
        label=label,
        points=points,
        range=(0, 5),
        better=better,
        expected=1.234,
        best=4.5 if better == "more" else None,
        imitation=True,
        source="A published scale",
        licence="ask the authors",
    )


def not_evaluable() -> Review:
    """Return a review of which a part cannot be judged."""
    whole = review()
    turns = list(whole.turns)
    turns[2] = attrs.evolve(
        turns[2],
        fair=None,
        full=None,
        verdict=Verdict.NOT_EVALUABLE,
        mattered=False,
        note="What could be believed then cannot be worked out.",
    )
    gauges = list(whole.gauges)
    gauges[2] = attrs.evolve(gauges[2], value=None)
    gauges[3] = attrs.evolve(
        gauges[3], value=None, composure=None, levels={}, labels={}
    )
    return attrs.evolve(
        whole,
        turns=tuple(turns),
        gauges=tuple(gauges),
        fair=None,
        full=None,
        note="One turn cannot be evaluated, so there is no account of the whole.",
    )


def stopped() -> Review:
    """Return a review of an episode that was stopped after two turns."""
    whole = review()
    assert whole.fair is not None
    fair = attrs.evolve(whole.fair, result=0.48, turns=whole.fair.turns[:2])
    return attrs.evolve(
        whole,
        trace=trace(ending="", moments=whole.trace.moments[:3]),
        ending="",
        told="",
        fair=fair,
        full=None,
        turns=whole.turns[:2],
        gauges=whole.gauges[:3],
        next_time=None,
        scores=(),
        score=None,
        ratios=(),
        policies=(),
        aftercare="",
    )


def not_begun() -> Review:
    """Return a review of an episode in which nothing was chosen."""
    whole = stopped()
    assert whole.fair is not None
    return attrs.evolve(
        whole,
        trace=trace(ending="", moments=whole.trace.moments[:1]),
        fair=attrs.evolve(whole.fair, result=0.86, turns=()),
        turns=(),
        gauges=whole.gauges[:1],
        turning_point=None,
        keep=None,
    )


def with_texts(changed: Callable[[str], str]) -> Review:
    """Return the review with every text of it changed."""
    made = _changed(review(), changed)
    assert isinstance(made, Review)
    return made


_KEPT = {
    "choice",
    "id",
    "option",
    "ending",
    "instrument",
    "better",
    "method",
    "choices",
}


def _changed(value: Any, changed: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, changed) for each in value)
    if isinstance(value, dict):
        return {changed(str(k)): _changed(v, changed) for k, v in value.items()}
    if attrs.has(type(value)):
        return attrs.evolve(
            value,
            **{
                field.name: _changed(getattr(value, field.name), changed)
                for field in attrs.fields(type(value))
                if field.name not in _KEPT
            },
        )
    return value
