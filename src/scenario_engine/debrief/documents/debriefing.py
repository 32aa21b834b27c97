"""The debrief of an episode, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.account import (
    account_table,
    course,
    skill_and_luck,
)
from scenario_engine.debrief.documents.parts import (
    Block,
    Bullets,
    Document,
    Fold,
    Panel,
    Paragraph,
    Section,
    Tile,
    Tiles,
    facts,
    prose,
)
from scenario_engine.debrief.documents.remarks import to_take_along
from scenario_engine.debrief.documents.scores import scores
from scenario_engine.debrief.documents.turning import ruled, turn_by_turn
from scenario_engine.debrief.documents.words import (
    ENDINGS,
    NOT_A_TEST,
    chance,
    change,
    counted,
)
from scenario_engine.debrief.review import Verdict
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.review import (
        Review,
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
        to_take_along(review, registry),
        [Section("Turn by turn", (turn_by_turn(review, registry),), "turns", True)]
        if review.turns
        else [],
        scores(review),
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
