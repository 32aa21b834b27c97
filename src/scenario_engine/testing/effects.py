"""Hypothesis strategies for what can be chosen, and for what can follow."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import attrs
from hypothesis import strategies as st

from scenario_engine.expressions import Expression, number, parse
from scenario_engine.vocabulary import (
    Change,
    Drift,
    Effect,
    Intervention,
    Outcome,
    Reason,
    Trigger,
)

TECHNIQUES = ("active-listening", "validate", "set-limit", "command-calm")
ANTI = "command-calm"
_TWENTIETHS = 20
_HIGHEST_SHARE = 18


@attrs.frozen
class Names:
    """What the expressions of a generated scenario can name."""

    people: tuple[str, ...]
    flags: tuple[str, ...]
    top: int

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables."""
        of_people = [
            f"{person}.{word}"
            for person in self.people
            for word in ("escalation", "trust")
        ]
        return (*of_people, "composure", *self.flags)


@cache
def guards(scene: Names) -> st.SearchStrategy[Expression]:
    """Strategy for conditions, often the one that always holds."""
    simple = st.builds(
        lambda name, sign, value: parse(f"{name} {sign} {value}"),
        st.sampled_from(scene.variables),
        st.sampled_from(["==", ">=", "<"]),
        st.integers(0, scene.top),
    )
    return st.one_of(st.just(parse("True")), simple)


@cache
@st.composite
def changes(draw: st.DrawFn, scene: Names) -> dict[str, Change]:
    """Strategy for changes of one or two variables."""
    names = draw(
        st.lists(st.sampled_from(scene.variables), min_size=1, max_size=2, unique=True)
    )
    change = st.sampled_from(
        [Change("add", -1), Change("add", 1), Change("set", 0), Change("set", 1)]
    )
    return {name: draw(change) for name in names}


@cache
@st.composite
def outcomes(draw: st.DrawFn, scene: Names) -> tuple[Outcome, ...]:
    """Strategy for outcomes whose chances, reasons included, sum to less than 1."""
    left, made = _HIGHEST_SHARE, []
    for _ in range(draw(st.integers(1, 2))):
        share = draw(st.integers(1, max(1, left // 2)))
        more = draw(st.integers(0, max(0, left // 2 - share)))
        left -= share + more
        reasons = draw(_reasons(scene, share, more))
        made.append(
            Outcome(
                chance=_twentieths(share),
                reasons=reasons,
                change=draw(changes(scene)),
                cue=draw(st.sampled_from(["", "A sigh.", "A look."])),
            )
        )
    return tuple(made)


@cache
@st.composite
def _reasons(
    draw: st.DrawFn, scene: Names, share: int, more: int
) -> tuple[Reason, ...]:
    reasons = []
    if more:
        reasons.append(_reason(draw(guards(scene)), more, "there was room"))
    if draw(st.booleans()):
        less = draw(st.integers(1, share))
        reasons.append(_reason(draw(guards(scene)), -less, "it was too early"))
    return tuple(reasons)


def _reason(when: Expression, twentieths: int, why: str) -> Reason:
    return Reason(when=when, by=_twentieths(twentieths), why=why)


def _twentieths(count: int) -> Expression:
    return number(Decimal(count) / _TWENTIETHS)


@cache
def effects(scene: Names, most: int) -> st.SearchStrategy[tuple[Effect, ...]]:
    """Strategy for effects."""
    effect = st.builds(Effect, when=guards(scene), outcomes=outcomes(scene))
    return st.lists(effect, min_size=1, max_size=most).map(tuple)


_DELIVERIES = (
    None,
    parse("skill"),
    parse("skill * (0.5 + 0.5 * composure)"),
    parse("0.3 if composure == 0 else 0.9"),
)


@cache
@st.composite
def interventions(draw: st.DrawFn, scene: Names) -> tuple[Intervention, ...]:
    """Strategy for interventions; the first of them can always be chosen."""
    made = []
    for position in range(draw(st.integers(1, 3))):
        poorly = draw(st.one_of(st.just(()), effects(scene, 1)))
        available = parse("True") if position == 0 else draw(guards(scene))
        technique = draw(st.sampled_from(TECHNIQUES))
        marked = st.none() if technique == ANTI else st.none() | guards(scene)
        made.append(
            Intervention(
                id=f"intervention-{position}",
                technique=technique,
                lines=("One line.", "Another."),
                to=draw(st.sampled_from(["", *scene.people])),
                available=available,
                delivery=draw(st.sampled_from(_DELIVERIES)) if poorly else None,
                effects=draw(effects(scene, 2)),
                poorly=poorly,
                good_practice=draw(marked),
            )
        )
    return tuple(made)


@cache
@st.composite
def triggers(draw: st.DrawFn, scene: Names, id_: str) -> Trigger:
    """Strategy for a trigger."""
    chance = st.sampled_from(["0.3", "0.1 + 0.8 * reactivity", "reactivity"])
    return Trigger(
        id=id_,
        of=draw(st.sampled_from(scene.people)),
        active=draw(guards(scene)),
        chance=parse(draw(chance)),
        change=draw(changes(scene)),
        cue="Something happens.",
    )


@cache
@st.composite
def drifts(draw: st.DrawFn, scene: Names, id_: str) -> Drift:
    """Strategy for drift, in its short form or in full."""
    if draw(st.booleans()):
        return Drift(id=id_, effects=draw(effects(scene, 2)))
    return Drift(
        id=id_,
        when=draw(guards(scene)),
        chance=_twentieths(draw(st.integers(1, _HIGHEST_SHARE))),
        change=draw(changes(scene)),
    )


@cache
def events(scene: Names) -> st.SearchStrategy[Expression]:
    """Strategy for conditions that may name what was chosen."""
    chosen = st.sampled_from(
        [
            "intervention == 'intervention-0'",
            "technique in ['validate', 'set-limit']",
            "family != 'limits' and composure == 0",
        ]
    )
    return st.one_of(chosen.map(parse), guards(scene))
