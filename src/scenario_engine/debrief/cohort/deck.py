"""A deck of mistakes: what cost most, as cards to practise with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.remarks import next_time
from scenario_engine.debrief.review import Option, Reviewed, Verdict
from scenario_engine.debrief.verdicts import MARKED

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from scenario_engine.debrief.cohort.attempts import Cohort, Turn
    from scenario_engine.packs import Registry

MOST = 12
"""How many cards a deck has where nothing else is said."""


@attrs.frozen
class Said:
    """
    Something that could be chosen, as a card shows it.

    Attributes:
        id: The intervention's id.
        line: What could be said.
    """

    id: str
    line: str


@attrs.frozen
class Card:
    """
    A moment in which a choice gave much away.

    Attributes:
        scenario, title: What was played.
        turn: In which turn it was, where it cost most.
        turns: How many turns there are at most.
        scene: For each participant, how upset the person looked.
        says: What each participant says at that level, where a voice is known.
        composure: The trainee's own calm; None where it is hidden.
        heard: What had just been seen and heard.
        choices: What could be chosen, in the author's order.
        chosen: What was chosen: its id.
        verdict: What that was.
        cost: What it gave away, at most, in fair value.
        times: How often the cohort chose it in a moment that looked like this.
        players: Who did, in order.
        better: Ids of what would have been as good as anything, the advised one first.
        technique: Name of the technique of the advised one.
        why: Why that one: the author's words, or the catalogue's.
        reasons: What spoke for it just then, as far as it could be known.
        against: What spoke against the choice.
    """

    scenario: str
    title: str
    turn: int
    turns: int
    scene: tuple[str, ...]
    says: tuple[str, ...]
    composure: int | None
    heard: tuple[str, ...]
    choices: tuple[Said, ...]
    chosen: str
    verdict: Verdict
    cost: float
    times: int
    players: tuple[str, ...]
    better: tuple[str, ...]
    technique: str
    why: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def deck(cohort: Cohort, registry: Registry, most: int = MOST) -> tuple[Card, ...]:
    """
    Return the moments in which choices of *cohort* gave most away, dearest first.

    Moments that looked the same, and in which the same was chosen, are one card.

    Args:
        cohort: The episodes.
        registry: Has what authors and catalogue say of choices.
        most: How many cards there are at most.
    """
    alike: defaultdict[Hashable, list[Turn]] = defaultdict(list)
    for turn in cohort.turns():
        if turn.reviewed.verdict in MARKED and turn.reviewed.fair is not None:
            alike[_look(turn)].append(turn)
    cards = (_card(turns, registry) for turns in alike.values())
    return tuple(sorted(cards, key=lambda card: (-card.cost, -card.times)))[:most]


def _look(turn: Turn) -> Hashable:
    """Return what is the same for moments that make one card."""
    trace, number = turn.attempt.review.trace, turn.reviewed.number
    seen = trace.moments[number - 1].observation
    visible = tuple(sorted(seen.visible.items()))
    offered = tuple(option.id for option in turn.reviewed.options)
    return trace.digest, visible, offered, turn.reviewed.choice


def _cost(turn: Turn) -> float:
    return turn.reviewed.fair.regret if turn.reviewed.fair else 0.0


def _card(turns: Sequence[Turn], registry: Registry) -> Card:
    dearest = max(turns, key=_cost)
    review, reviewed = dearest.attempt.review, dearest.reviewed
    before = review.trace.moments[reviewed.number - 1].observation
    better = [option for option in reviewed.options if option.is_best]
    advice = next_time([reviewed], registry, review.trace.scenario)
    advised = next((o for o in better if advice and o.id == advice.option), None)
    calm = reviewed.before.composure
    return Card(
        scenario=review.trace.scenario,
        title=review.title,
        turn=reviewed.number,
        turns=registry.program(review.trace.scenario).horizon,
        scene=_scene(reviewed),
        says=tuple(filter(None, reviewed.before.voice.values())),
        composure=calm[0] if calm else None,
        heard=before.cues,
        choices=tuple(Said(option.id, option.line) for option in reviewed.options),
        chosen=reviewed.choice,
        verdict=reviewed.verdict,
        cost=_cost(dearest),
        times=len(turns),
        players=tuple(dict.fromkeys(turn.attempt.player for turn in turns)),
        better=tuple(
            option.id for option in sorted(better, key=lambda o: o is not advised)
        ),
        technique=advice.technique if advice else "",
        why=advice.why if advice else "",
        reasons=_spoke(advised, helps=True),
        against=_spoke(reviewed.chosen, helps=False),
    )


def _scene(reviewed: Reviewed) -> tuple[str, ...]:
    return tuple(
        f"{participant}: {label} (level {reviewed.before.levels[participant]})"
        for participant, label in reviewed.before.labels.items()
    )


def _spoke(option: Option | None, *, helps: bool) -> tuple[str, ...]:
    """Return the reasons that worked one way, as far as they could be known."""
    return tuple(
        dict.fromkeys(
            reason.why
            for reason in (option.reasons if option else ())
            if reason.helps is helps and reason.was_known
        )
    )
