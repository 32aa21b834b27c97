"""An episode turn by turn, as a part of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.parts import (
    Block,
    Facts,
    Fold,
    Inline,
    Line,
    Mark,
    Paragraph,
    Quiet,
    Said,
    Steps,
    Strong,
    Table,
)
from scenario_engine.debrief.documents.words import (
    chance,
    change,
    given_away,
    reason,
    spoken,
    technique,
    verdict,
)
from scenario_engine.debrief.review import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.review import (
        Gauge,
        Option,
        Reason,
        Review,
        Reviewed,
        Ruled,
        Touched,
    )
    from scenario_engine.packs import Registry

Fact = tuple[str, tuple[Line, ...]]


def turn_by_turn(review: Review, registry: Registry) -> Steps:
    """Return every turn, with what could be seen, chosen and known in it."""
    before: tuple[str, ...] = ()
    folds = []
    for turn in review.turns:
        folds.append(_fold(turn, before, review, registry))
        before = turn.cues
    return Steps(tuple(folds))


def seen(gauge: Gauge, cues: tuple[str, ...]) -> Iterator[Line]:
    """Yield what could be seen at a moment, and heard in the turn that led there."""
    for person, level in gauge.levels.items():
        label = gauge.labels.get(person, "")
        said = f"{label} (level {level})" if label else f"level {level}"
        yield (Quiet(f"{person}: "), said)
        if gauge.voice.get(person):
            yield (Said(gauge.voice[person]),)
    if gauge.composure is not None:
        calm, low, high = gauge.composure
        yield (Quiet("your own calm: "), f"{calm} ({low} to {high})")
    yield from ((cue,) for cue in cues)


def _fold(
    turn: Reviewed, before: tuple[str, ...], review: Review, registry: Registry
) -> Fold:
    is_turning = review.turning_point == turn.number
    told = review.next_time.turn if review.next_time else None
    marks: list[Inline] = [" ", verdict(turn.verdict)] if turn.mattered else []
    if is_turning:
        marks += [" ", Strong("turning point")]
    if not turn.mattered and turn.fair is None:
        marks += [" ", verdict(Verdict.NOT_EVALUABLE)]
    return Fold(
        summary=(Strong(f"{turn.number}. "), Said(spoken(turn.chosen)), *marks),
        blocks=tuple(_blocks(turn, before, registry)),
        anchor=f"turn-{turn.number}",
        is_open=is_turning or turn.number == told,
    )


def _blocks(
    turn: Reviewed, before: tuple[str, ...], registry: Registry
) -> Iterator[Block]:
    told = _facts(turn, before, registry)
    yield Facts(tuple((name, lines) for name, lines in told if lines))
    if turn.fair is not None and len(turn.options) > 1:
        yield Fold(("Everything that could be chosen",), (_options(turn, registry),))
    elif turn.fair is None:
        yield Paragraph((turn.note or "What it was worth cannot be told.",), "quiet")


def _facts(
    turn: Reviewed, before: tuple[str, ...], registry: Registry
) -> Iterator[Fact]:
    chosen = turn.chosen
    yield "what could be seen", tuple(seen(turn.before, before))
    name = technique(registry, chosen.technique)
    yield "chosen", ((Said(spoken(chosen)), Quiet(f" ({name})")),)
    yield "judged", (_judged(turn, chosen),)
    if turn.fair is not None and turn.fair.regret > 0:
        yield "better", tuple(_better(turn, registry))
    yield "why", tuple(map(reason, at_work(chosen)))
    yield "what happened", tuple(_happened(turn))
    yield "rules", tuple(map(ruled, turn.policies))
    yield "noted", tuple(map(_touched, turn.items))


def _judged(turn: Reviewed, chosen: Option) -> Line:
    line: list[Inline] = [verdict(turn.verdict)]
    if turn.fair is None:
        return tuple(line)
    line.append(f": worth {chance(turn.fair.value)}")
    if turn.fair.regret > 0 and turn.verdict is not Verdict.FREE:
        line.append(f", {given_away(turn.fair.regret)} below the best")
    line.append(".")
    if chosen.is_good_practice:
        line.append(" The authors mark it as good practice here.")
    return tuple(line)


def _better(turn: Reviewed, registry: Registry) -> Iterator[Line]:
    """Yield the best choices, each with what spoke for it."""
    for option in turn.options:
        if option.is_best and option.id != turn.choice:
            yield (
                Said(spoken(option)),
                Quiet(f" ({technique(registry, option.technique)})"),
                *_worth(", worth ", option),
            )
            yield from map(reason, at_work(option))


def at_work(option: Option) -> tuple[Reason, ...]:
    """Return the reasons that worked for an option, or against it; each once."""
    found: dict[tuple[str, bool], Reason] = {}
    for each in option.reasons:
        if each.helps is not None:
            found.setdefault((each.why, each.helps), each)
    return tuple(found.values())


def _worth(before: str, option: Option) -> Line:
    return () if option.value is None else (f"{before}{chance(option.value)}",)


def _happened(turn: Reviewed) -> Iterator[Line]:
    if turn.good is not None:
        said = "It came across as it was meant." if turn.good else "It came out badly."
        yield (Quiet(said),)
    yield from ((cue,) for cue in turn.cues)
    if not turn.cues:
        yield (Quiet("Nothing that could be seen or heard."),)
    if turn.fair is not None and turn.fair.luck:
        yield (Quiet(f"Chance: {change(turn.fair.luck)} percentage points."),)


def ruled(rule: Ruled) -> Line:
    """Tell what became of a rule."""
    word, tone = ("broken", "grave") if rule.is_broken else ("kept", "good")
    return (Mark(word, tone), f" {rule.text or rule.policy}")


def _touched(item: Touched) -> Line:
    points = f"{item.points:+g}".replace("-", "\u2212")
    better = {"fewer": " (fewer is better)", "more": ""}.get(item.better, " (noted)")
    return (f"{points} {item.label}", Quiet(better))


def _options(turn: Reviewed, registry: Registry) -> Table:
    rows: list[tuple[Line, ...]] = []
    for option in sorted(turn.options, key=lambda each: -(each.value or 0.0)):
        marks: list[Inline] = []
        if option.id == turn.choice:
            marks.append(Strong("chosen"))
        if option.is_best:
            marks += [" ", Mark("best", "good")]
        if option.is_good_practice:
            marks.append(" good practice")
        name = technique(registry, option.technique)
        rows.append(
            ((Said(spoken(option)),), (name,), _worth("", option), tuple(marks))
        )
    head = ("what could be said", "technique", "worth", "marks")
    return Table(f"Choices in turn {turn.number}", head, tuple(rows), frozenset({2}))
