"""The debrief of an episode, as a document."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.account import (
    account_table,
    course,
    skill_and_luck,
)
from scenario_engine.debrief.documents.parts import (
    Beside,
    Block,
    Bullets,
    Document,
    Fold,
    Inline,
    Line,
    Link,
    Panel,
    Paragraph,
    Quiet,
    Quote,
    Said,
    Section,
    Table,
    Tile,
    Tiles,
    facts,
    prose,
)
from scenario_engine.debrief.documents.turning import ruled, turn_by_turn
from scenario_engine.debrief.documents.words import (
    ENDINGS,
    NOT_A_TEST,
    chance,
    change,
    counted,
    reason,
    source,
    spoken,
)
from scenario_engine.debrief.review import Verdict
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.review import (
        Option,
        Remark,
        Review,
        Reviewed,
        Scored,
    )
    from scenario_engine.packs import Registry

_SHORT = 12


def debriefing(review: Review, registry: Registry, *, full: bool = True) -> Document:
    """
    Return the debrief as a document.

    Args:
        review: The episode, gone through.
        registry: What the packs give: names of techniques, levels, addresses.
        full: Whether instructors find in it what choices were worth to somebody who
            knows everything.
    """
    parts = (
        _opening(review),
        _course(review, registry),
        _account(review),
        _remarks(review, registry),
        [Section("Turn by turn", (turn_by_turn(review, registry),), "turns", True)]
        if review.turns
        else [],
        _scores(review),
        _rules(review),
        _for_instructors(review) if full else [],
        _after(review),
    )
    return Document(
        title=review.title,
        kind="Debrief",
        blocks=tuple(block for part in parts for block in part),
        about=_about(review),
    )


def _opening(review: Review) -> Iterator[Block]:
    yield from prose(review.setting, "lead")
    word, tone = ENDINGS.get(review.ending, ENDINGS[""])
    told: tuple[Block, ...] = prose(review.told)
    if not review.ending:
        turns = counted(len(review.turns), "turn")
        told = (Paragraph((f"The episode goes on after {turns}; here is how far.",)),)
    yield Panel(word, tone, told)
    yield Paragraph((NOT_A_TEST,), "quiet")
    if review.note:
        yield Paragraph((review.note,))
    yield Tiles(tuple(_tiles(review)))


def _tiles(review: Review) -> Iterator[Tile]:
    yield Tile(str(len(review.turns)), "turns")
    judged = [turn for turn in review.turns if turn.mattered and turn.fair is not None]
    if judged:
        good = sum(turn.verdict in {Verdict.BEST, Verdict.SOUND} for turn in judged)
        yield Tile(
            f"{good} of {len(judged)}", "choices that mattered were the best, or sound"
        )
    if review.fair is not None:
        yield Tile(
            change(-review.fair.regret), "percentage points given away by choices"
        )
        yield Tile(change(review.fair.luck), "percentage points from chance")


def _course(review: Review, registry: Registry) -> Iterator[Block]:
    if len(review.gauges) < 2:
        return
    yield Section("The course", (course(review, registry),), "course-of-it")


def _account(review: Review) -> Iterator[Block]:
    if review.fair is not None:
        figure, told = skill_and_luck(review.fair, review.ending)
        yield Section("Skill and luck", (told, figure), "skill-and-luck")


def _remarks(review: Review, registry: Registry) -> Iterator[Block]:
    turns = {turn.number: turn for turn in review.turns}
    panels = []
    for remark, title, tone in (
        (review.keep, "One thing to keep", "good"),
        (review.next_time, "One thing to try next time", "fair"),
    ):
        if remark is not None and remark.turn in turns:
            blocks = tuple(_remark(remark, turns, registry))
            panels.append(Panel(title, tone, blocks))
    if panels:
        yield Section("To take along", (Beside(tuple(panels)),), "take-along")


def _remark(
    remark: Remark, turns: dict[int, Reviewed], registry: Registry
) -> Iterator[Block]:
    turn = turns[remark.turn]
    there = Link(f"Turn {turn.number}", f"#turn-{turn.number}")
    before = turns.get(turn.number - 1)
    if before is not None and before.cues:
        yield Paragraph((there, ". What could be seen and heard just before:"))
        yield Quote(before.cues[-1], is_said=False)
    else:
        yield Paragraph((there, "."))
    option = next((o for o in turn.options if o.id == remark.option), None)
    if remark.option != turn.choice:
        yield Paragraph((Quiet("You chose: "), Said(spoken(turn.chosen))))
        yield from _reasons(turn.chosen, helps=False)
    if option is not None:
        chosen = remark.option == turn.choice
        lead = "You chose: " if chosen else "Worth trying: "
        yield Paragraph(
            (Quiet(lead), Said(spoken(option)), Quiet(f" ({remark.technique})"))
        )
        yield from _reasons(option, helps=True)
    yield from prose(remark.why)
    if remark.reflect:
        yield Paragraph((Quiet("To think about: "), remark.reflect))
    if remark.source:
        line: list[Inline] = [Quiet("Read on: ")]
        for number, title in enumerate(remark.source):
            line += ["; " if number else "", source(registry, title)]
        yield Paragraph(tuple(line), "quiet")


def _reasons(option: Option, *, helps: bool) -> Iterator[Block]:
    """Yield what spoke for an option, or against it."""
    found = [each for each in option.reasons if each.helps is helps]
    if found:
        yield Bullets(tuple(map(reason, found)))


def _scores(review: Review) -> Iterator[Block]:
    tables: list[Block] = []
    for _, group in groupby(review.scores, key=lambda score: score.instrument):
        tables += _instrument(tuple(group))
    if tables:
        yield Section("Scores", tuple(tables), "scores")


def _instrument(scores: tuple[Scored, ...]) -> Iterator[Block]:
    first = scores[0]
    rows: list[tuple[Line, ...]] = [
        (
            (score.label, *_better(score.better)),
            (f"{score.points:g}",),
            (f"{score.range[0]} to {score.range[1]}",),
            (_figure(score.expected),),
            (_figure(score.best),),
        )
        for score in scores
    ]
    head = ("item", "points", "range", "random play", "best play")
    yield Table(first.title, head, tuple(rows), frozenset({1, 2, 3, 4}))
    told = (
        ["An imitation, not the instrument: points are not comparable with published "
         "ones."]
        if first.imitation
        else []
    )  # fmt: skip
    told += [f"Source: {first.source}."] if first.source else []
    told += [f"Licence: {first.licence}."] if first.licence else []
    told += ["Random and best play are averages; the best play is that for the goal."]
    yield Paragraph((" ".join(told),), "quiet")


def _better(better: str) -> tuple[Inline, ...]:
    if better == "more":
        return ()
    return (Quiet(" (fewer is better)" if better == "fewer" else " (only noted)"),)


def _figure(value: float | None) -> str:
    return "not known" if value is None else f"{value:.2f}"


def _rules(review: Review) -> Iterator[Block]:
    if review.policies:
        rules = Bullets(tuple(map(ruled, review.policies)))
        yield Section("Rules of the house", (rules,), "rules")


def _for_instructors(review: Review) -> Iterator[Block]:
    yield Section("For instructors", tuple(_instruction(review)), "instructors")


def _instruction(review: Review) -> Iterator[Block]:
    if review.fair is not None:
        yield Fold(
            ("Turn by turn, by what could be known",),
            (
                account_table(
                    review.fair, review.turns, "Fair values, in percentage points"
                ),
                _trust(review.fair),
            ),
        )
    if review.full is None:
        yield Paragraph(
            (
                "What choices were worth to somebody who knows everything cannot be "
                "told: the states were not recorded.",
            ),
            "quiet",
        )
        return
    note = (
        "These values know who somebody really is and how things stand inside. A "
        "choice that looks bad here can have been the best there was for somebody who "
        "could not know it, so they are no measure of a trainee."
    )
    table = account_table(
        review.full, review.turns, "Values with everything known, in percentage points"
    )
    start, result = chance(review.full.start), chance(review.full.result)
    yield Fold(
        ("Turn by turn, with everything known",),
        (
            Paragraph((note,)),
            facts(
                {
                    "at the start": start,
                    "given away": change(-review.full.regret),
                    "chance": change(review.full.luck),
                    "result": result,
                }
            ),
            table,
            _trust(review.full),
        ),
    )


def _trust(account: Account) -> Paragraph:
    """Say how far to trust the values of an account."""
    said = f"These values are {account.status.value}"
    return Paragraph((f"{said} ({account.method})." if account.method else f"{said}.",))


def _after(review: Review) -> Iterator[Block]:
    if review.aftercare.strip():
        yield Section("Afterwards", prose(review.aftercare), "afterwards")


def _about(review: Review) -> str:
    trace = review.trace
    played = [f"Played by {trace.player}"] if trace.player else []
    if trace.strategy:
        played.append(f"strategy {trace.strategy}")
    if trace.dice is not None:
        played.append(f"seed {trace.dice.seed}, episode {trace.dice.episode}")
    pack = f" of the pack {trace.pack}" if trace.pack else ""
    digest = trace.digest[:_SHORT]
    return "; ".join(
        [
            f"Scenario {trace.scenario}{pack}, version {digest}",
            *played,
            f"scenario_engine {__version__}",
        ]
    )
