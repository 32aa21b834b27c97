"""Where the result came from, and how the episode went, as parts of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.charts.course import (
    Course,
    Track,
    Turn,
    course_chart,
)
from scenario_engine.debrief.documents.charts.waterfall import Fall, waterfall
from scenario_engine.debrief.documents.parts import Figure, Line, Paragraph, Table
from scenario_engine.debrief.documents.words import (
    TONES,
    chance,
    change,
    given_away,
    spoken,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.review import Review, Reviewed
    from scenario_engine.packs import Registry


def course(review: Review, registry: Registry) -> Figure:
    """Return the chart of value, escalation and composure, with its numbers."""
    shown = Course(
        values=tuple(gauge.value for gauge in review.gauges),
        turns=tuple(map(_turn, review.turns)),
        tracks=(*_people(review, registry), *_composure(review)),
    )
    return Figure(
        drawing=course_chart(shown, "course"),
        narrow=course_chart(shown, "course-narrow", is_narrow=True),
        caption="Signs stand where it mattered what was chosen, and lead to the turn: "
        "● best, ○ sound, ▲ a slip or a mistake, ◆ a grave mistake. A dotted line is "
        "what the choice gave away; the solid line from there is what chance then did.",
        table=_course_table(review),
    )


def skill_and_luck(account: Account, ending: str) -> tuple[Figure, Paragraph]:
    """Return the waterfall from the start to the result, and what it says."""
    falls = _falls(account, is_over=bool(ending))
    title = "From the chance at the start to the result"
    rows: list[tuple[Line, ...]] = [((f.name,), (f.told,)) for f in falls]
    figure = Figure(
        drawing=waterfall(falls, "fall", title),
        narrow=waterfall(falls, "fall-narrow", title, is_narrow=True),
        caption="Choices can only keep or give away chances; what chance adds and "
        "takes comes to nothing on average.",
        table=Table(title, ("part", "chance of the goal"), tuple(rows), frozenset({1})),
    )
    return figure, Paragraph((_in_words(account, ending),))


def account_table(account: Account, turns: Sequence[Reviewed], caption: str) -> Table:
    """Return an account turn by turn; differences in percentage points."""
    said = {turn.number: spoken(turn.chosen) for turn in turns}
    rows: list[tuple[Line, ...]] = [
        (
            (f"{number}. {said.get(number, booked.choice)}",),
            (chance(booked.value),),
            (chance(booked.best),),
            (change(-booked.regret),),
            (change(booked.luck),),
        )
        for number, booked in enumerate(account.turns, 1)
    ]
    head = ("turn", "worth", "best", "given away", "chance")
    return Table(caption, head, tuple(rows), frozenset({1, 2, 3, 4}))


def _turn(turn: Reviewed) -> Turn:
    said = f"Turn {turn.number}: {spoken(turn.chosen)}: {turn.verdict.value}"
    if turn.fair is not None:
        said += f", worth {chance(turn.fair.value)}"
        if turn.mattered:
            said += f", gave away {given_away(turn.fair.regret)}"
    return Turn(
        value=turn.fair.value if turn.fair else None,
        tone=TONES[turn.verdict] if turn.mattered and turn.fair else "",
        told=f"{said}.",
        address=f"#turn-{turn.number}",
    )


def _people(review: Review, registry: Registry) -> Iterator[Track]:
    """Yield the escalation of each participant that could be seen."""
    ladders = levels(review, registry)
    for person in dict.fromkeys(id_ for gauge in review.gauges for id_ in gauge.levels):
        seen = tuple(gauge.levels.get(person) for gauge in review.gauges)
        words = ladders.get(person, ())
        top = max([len(words) - 1, 1, *(each for each in seen if each is not None)])
        yield Track(f"Escalation: {person}", "escalation", seen, words, 0, top)


def levels(review: Review, registry: Registry) -> dict[str, tuple[str, ...]]:
    """Return the labels of the levels, by participant, as far as they are known."""
    program = registry.programs.get(review.trace.scenario)
    if program is None:
        return {}
    return {person.id: person.levels for person in program.participants}


def _composure(review: Review) -> Iterator[Track]:
    seen = [gauge.composure for gauge in review.gauges]
    known = [each for each in seen if each is not None]
    if known:
        values = tuple(None if each is None else each[0] for each in seen)
        _, low, high = known[0]
        yield Track("Composure: your own calm", "composure", values, (), low, high)


def _course_table(review: Review) -> Table:
    people = list(dict.fromkeys(p for gauge in review.gauges for p in gauge.levels))
    has_calm = any(gauge.composure for gauge in review.gauges)
    rows: list[tuple[Line, ...]] = []
    for moment, gauge in enumerate(review.gauges):
        turn = review.turns[moment - 1] if moment else None
        row: list[Line] = [
            (f"{moment}. {spoken(turn.chosen)}" if turn else "at the start",),
            (verdict(turn.verdict),) if turn and turn.mattered else ("",),
            (chance(gauge.value) if gauge.value is not None else "not evaluable",),
        ]
        row += [(_level(gauge.levels.get(p), gauge.labels.get(p, "")),) for p in people]
        if has_calm:
            row.append((str(gauge.composure[0]) if gauge.composure else "not seen",))
        rows.append(tuple(row))
    head = ["after turn", "choice", "chance of the goal", *people]
    if has_calm:
        head.append("composure")
    return Table("The course, turn by turn", tuple(head), tuple(rows), frozenset({2}))


def _level(level: int | None, label: str) -> str:
    return "not seen" if level is None else f"{level} {label}".strip()


def _falls(account: Account, *, is_over: bool) -> tuple[Fall, ...]:
    kept = account.start - account.regret
    lucky = "fair" if account.luck >= 0 else "plain"
    return (
        Fall("At the start", 0.0, account.start, chance(account.start), "value"),
        Fall("Your choices", account.start, kept, change(-account.regret), "poor"),
        Fall("Chance", kept, kept + account.luck, change(account.luck), lucky),
        Fall(
            "Result" if is_over else "When it was stopped",
            0.0,
            account.result,
            chance(account.result),
            "value",
        ),
    )


def _in_words(account: Account, ending: str) -> str:
    """Say where the result came from."""
    gave = (
        "Your choices gave nothing away"
        if account.regret < _LEAST
        else f"Your choices gave away {given_away(account.regret)}"
    )
    if abs(account.luck) < _LEAST:
        came = "chance neither added nor took anything"
    elif account.luck > 0:
        came = f"chance then added {given_away(account.luck)}"
    else:
        came = f"chance then took {given_away(-account.luck)}"
    result = (
        f"The result is {chance(account.result)}"
        + (": the goal was reached." if ending == "goal" else ".")
        if ending
        else f"When it was stopped, {chance(account.result)} was left."
    )
    again = (
        " (what chance gives back can be given away again, so it can be more than "
        "there was at the start)"
        if account.regret > account.start
        else ""
    )
    return (
        "At the start the best play, by what could be seen, had a chance of "
        f"{chance(account.start)}. {gave}{again}; {came}. {result}"
    )


_LEAST = 0.0005
