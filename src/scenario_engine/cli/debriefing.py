"""The debrief in the terminal: what each choice was worth, and what to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import (
    GAP,
    Entries,
    Entry,
    Heading,
    Lines,
    Paragraph,
    counted,
)
from scenario_engine.cli.scene import KINDS
from scenario_engine.cli.tally import rules, scores
from scenario_engine.debrief.verdicts import MARKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.cli.blocks import Block
    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.review import (
        Option,
        Reason,
        Remark,
        Review,
        Reviewed,
    )

_BAR = 10
_LEAST = 0.0005
"""Less than a twentieth of a percentage point is told as nothing."""

_KEY = """\
Worth: the chance of the goal for somebody who knows this scenario well, and of this \
episode only what could be seen and heard so far. Points are percentage points of it. \
What was given away is the choice's doing; the rest is chance. It follows from the \
figures of the authors, most of them assumptions, and says nothing about you on any \
other day."""


def short(review: Review) -> Iterator[Block]:
    """Yield the debrief in short: the balance, the turns, what to keep and to try."""
    yield Heading("Debrief", rank=2)
    yield from _balance(review)
    yield Lines(chart(review))
    yield GAP
    yield from _remarks(review)
    yield Paragraph(_KEY, "quiet")


def whole(review: Review, *, full: bool = True) -> Iterator[Block]:
    """
    Yield the whole debrief: also why, in the turns that are marked, and scores.

    Args:
        review: The episode, gone through.
        full: Whether to tell instructors what came of it with everything known.
    """
    yield Heading(f"{review.title}: the debrief")
    yield from _ended(review)
    yield GAP
    yield from _balance(review)
    yield Lines(chart(review))
    yield GAP
    for turn in review.turns:
        if turn.verdict in MARKED or turn.number == review.turning_point:
            yield from _turn(turn, is_turning=turn.number == review.turning_point)
    yield from _remarks(review)
    yield from rules(review)
    yield from scores(review)
    if review.full is not None and full:
        yield Paragraph(f"For instructors, with everything known: {_told(review.full)}")
        yield GAP
    yield Paragraph(_KEY, "quiet")


def chart(review: Review) -> str:
    """Return a line for each turn: what it began worth, the choice, what it was."""
    widest = max((len(turn.choice) for turn in review.turns), default=0)
    lines = [
        f"  {turn.number:>3}  {bar(turn.before.value)}  {turn.choice:<{widest}}  "
        f"{_verdict(turn)}"
        for turn in review.turns
    ]
    last = review.gauges[-1].value
    end = "the end" if review.ending else "where it was stopped"
    return "\n".join([*lines, f"  {'':>3}  {bar(last)}  {end}"])


def bar(value: float | None) -> str:
    """Return a chance as a bar and in figures, always as wide."""
    if value is None:
        return f"{'':<{_BAR}}    ?"
    return f"{'█' * round(value * _BAR):<{_BAR}} {value:4.0%}"


def points(value: float) -> str:
    """Say a difference of chances: ``9.6 points``."""
    return f"{100 * abs(value):.1f} points"


def worth(option: Option) -> str:
    """Say what an option was worth."""
    return "not evaluable" if option.value is None else f"worth {option.value:.0%}"


def happened(turn: Reviewed) -> Block:
    """Tell what was seen and heard after a choice."""
    nothing = Entry("", "(nothing that can be seen or heard)", "quiet")
    cues = tuple(Entry("", cue) for cue in turn.cues)
    return Entries(cues or (nothing,))


def _ended(review: Review) -> Iterator[Block]:
    if not review.ending:
        turns = counted(review.trace.turns, "turn")
        yield Paragraph(f"It was stopped after {turns}, before an end.")
        return
    kind, tone = KINDS[review.ending]
    yield Paragraph(f"{review.told} ({review.trace.ending}: {kind})", tone)


def _balance(review: Review) -> Iterator[Block]:
    if review.note:
        yield Paragraph(f"Not everything can be evaluated: {review.note}.")
        yield GAP
    if review.fair is None:
        return
    yield Paragraph(_told(review.fair, is_over=bool(review.ending)))
    if review.turning_point is not None:
        yield Paragraph(f"The turning point was turn {review.turning_point}.")
    yield GAP


def _told(account: Account, *, is_over: bool = True) -> str:
    """Tell where the result came from; the terms sum to it."""
    regret = sum(turn.regret for turn in account.turns)
    unbooked = sum(turn.unbooked for turn in account.turns)
    luck = sum(turn.luck for turn in account.turns) - unbooked
    gave = (
        f"choices gave away {points(regret)}"
        if regret >= _LEAST
        else "choices gave nothing away"
    )
    chance = "added" if luck > 0 else "took"
    came = (
        f"chance {chance} {points(luck)}"
        if abs(luck) >= _LEAST
        else "chance evened out"
    )
    found = (
        f"; looking further ahead found {points(unbooked)} more on the way"
        if unbooked >= _LEAST
        else ""
    )
    if not is_over:
        end = f"It was worth {account.result:.1%} when it was stopped."
    elif account.result == 1:
        end = "It reached the goal (100%)."
    else:
        end = "It did not reach the goal (0%)."
    return f"It began worth {account.start:.1%}; {gave}, {came}{found}. {end}"


def _verdict(turn: Reviewed) -> str:
    if turn.fair is None or turn.verdict not in MARKED:
        return turn.verdict.value
    return f"{turn.verdict.value}, gave away {points(turn.fair.regret)}"


def _turn(turn: Reviewed, *, is_turning: bool) -> Iterator[Block]:
    turning = ": the turning point" if is_turning else ""
    yield Heading(f"Turn {turn.number}{turning}", rank=2)
    looked = "; ".join(f"{who}: {label}" for who, label in turn.before.labels.items())
    if looked:
        yield Paragraph(looked, "quiet", indent=2)
    yield Paragraph(_option("you", turn.chosen) + f", {_verdict(turn)}", indent=2)
    yield from _reasons(turn.chosen.reasons)
    better = _better(turn)
    if better is not None:
        yield Paragraph(_option("better", better), indent=2)
        yield from _reasons(better.reasons)
    if turn.fair is not None:
        luck = turn.fair.luck - turn.fair.unbooked
        added = "added" if luck > 0 else "took"
        if abs(luck) >= _LEAST:
            yield Paragraph(f"Then chance {added} {points(luck)}:", indent=2)
    yield happened(turn)
    yield GAP


def _better(turn: Reviewed) -> Option | None:
    """Return the option worth most, where it is known to be worth more."""
    if turn.verdict not in MARKED:
        return None
    return max(turn.options, key=lambda option: option.value or 0.0)


def _option(who: str, option: Option) -> str:
    return f"{who}: “{option.line}” ({option.id}), {worth(option)}"


def _reasons(reasons: Sequence[Reason]) -> Iterator[Block]:
    """Yield what was at work, in the author's words, each sentence once."""
    told: dict[str, Reason] = {}
    for reason in reasons:
        told.setdefault(reason.why, reason)
    yield from (
        Paragraph(f"{_SIGNS[reason.helps]} {reason.why} ({_known(reason)})", indent=4)
        for reason in told.values()
    )


_SIGNS = {True: "for it:", False: "against it:", None: "at work:"}


def _known(reason: Reason) -> str:
    if reason.since is None:
        return "which could not be known"
    if not reason.since:
        return "plain from the start"
    cue = f": {reason.shown[-1]}" if reason.shown else ""
    return f"plain since turn {reason.since}{cue}"


def _remarks(review: Review) -> Iterator[Block]:
    lines = {option.id: option.line for turn in review.turns for option in turn.options}
    for label, remark in (("Keep", review.keep), ("Next time", review.next_time)):
        if remark is not None:
            yield Heading(f"{label}: {remark.technique}", rank=2)
            yield from _remark(remark, lines[remark.option])
            yield GAP
    if review.next_time is None and review.fair is not None:
        yield Paragraph("No choice gave away enough to be marked.")
        yield GAP


def _remark(remark: Remark, line: str) -> Iterator[Block]:
    instead = "" if remark.option == remark.chosen else f" instead of {remark.chosen}"
    yield Paragraph(f"Turn {remark.turn}{instead}: “{line}” ({remark.option})")
    yield from (Paragraph(text.strip()) for text in (remark.why, remark.led_to) if text)
    if remark.reflect:
        yield Paragraph(f"To think about: {remark.reflect.strip()}")
    if remark.source:
        yield Paragraph(f"Read on: {'; '.join(remark.source)}", "quiet")
