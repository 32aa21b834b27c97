"""Points of an episode, item by item, beside what could be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.par import WHOLE, Par, awarded
from scenario_engine.debrief.review import Score, Scored, Touched
from scenario_engine.expressions import evaluate
from scenario_engine.packs.scoring import Awarded, Failed, scored
from scenario_engine.session.trace import played

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenario_engine.debrief.course import Course
    from scenario_engine.packs import Registry
    from scenario_engine.program import State
    from scenario_engine.program.ir import Reward
    from scenario_engine.vocabulary import Instrument, Item, Library


def touched(course: Course, turn: int, library: Library) -> tuple[Touched, ...]:
    """Return the points awarded for the choice of a turn, from 1; none if unknown."""
    if course.states is None:
        return ()
    chosen = course.trace.choices[turn - 1]
    action = next(each for each in course.program.actions if each.id == chosen)
    before = course.states[turn - 1]
    return tuple(_awarded(course, action.rewards, before, library))


def at_the_end(course: Course, library: Library) -> tuple[Touched, ...]:
    """Return the points awarded for the ending; none where there was none yet."""
    if course.states is None or course.ending is None:
        return ()
    return tuple(_awarded(course, course.ending.rewards, course.states[-1], library))


def scores(
    course: Course, given: Iterable[Touched], library: Library
) -> tuple[Scored, ...]:
    """
    Return every item that was awarded points, or could have been.

    Args:
        course: The episode.
        given: All points that were awarded.
        library: Where instruments are looked for.
    """
    sums: dict[tuple[str, str], float] = {}
    for each in given:
        key = each.instrument, each.item
        sums[key] = sums.get(key, 0.0) + each.points
    pars = course.known.pars
    return tuple(
        _scored(
            key,
            better,
            sums.get(key, 0.0) if course.states is not None else None,
            pars.get(key),
            library,
        )
        for key, better in awarded(course.program).items()
    )


def score(course: Course, given: Iterable[Touched]) -> Score | None:
    """Return the score as a whole; None where the scenario awards no points."""
    if not awarded(course.program):
        return None
    signs = {"more": 1.0, "fewer": -1.0, "neither": 0.0}
    points = sum(each.points * signs[each.better] for each in given)
    par = course.known.pars.get(WHOLE)
    return Score(
        points=points if course.states is not None else None,
        expected=par.random if par else None,
        best=par.best if par else None,
        most=par.most if par else None,
    )


def by_packs(
    course: Course, registry: Registry
) -> tuple[tuple[Scored, ...], tuple[str, ...]]:
    """
    Return what Python rules of packs gave, and what is to be said of those that failed.

    Episodes that were stopped are scored by none.
    """
    found, failed = [], []
    for each in scored(registry, played(course.program, course.trace)):
        points = each.points if isinstance(each, Awarded) else None
        rule = f"{each.pack}: {each.scorer}"
        key = each.instrument, each.item
        found.append(_scored(key, "", points, None, registry.library, rule))
        if isinstance(each, Failed):
            failed.append(f"the rule '{each.scorer}' did not score: {each.fault}")
    return tuple(found), tuple(failed)


def _awarded(
    course: Course, rewards: Iterable[Reward], state: State, library: Library
) -> Iterator[Touched]:
    for reward in rewards:
        points = float(evaluate(reward.points, {}))
        if points and course.known.tables.interpreter.holds(reward.guard, state):
            item = _item(library.instruments.get(reward.instrument), reward.item)
            yield Touched(
                reward.instrument,
                reward.item,
                item.label if item else reward.item,
                points,
                reward.better,
            )


def _scored(
    key: tuple[str, str],
    better: str,
    points: float | None,
    par: Par | None,
    library: Library,
    rule: str = "",
) -> Scored:
    instrument = library.instruments.get(key[0])
    item = _item(instrument, key[1])
    return Scored(
        instrument=key[0],
        title=instrument.title if instrument else key[0],
        item=key[1],
        label=item.label if item else key[1],
        points=points,
        range=item.range if item else (0, 0),
        better=better or (item.better if item else "neither"),
        expected=par.random if par else None,
        best=par.best if par else None,
        imitation=instrument.imitation if instrument else True,
        source=_source(instrument, library),
        licence=instrument.licence if instrument else "",
        most=par.most if par else None,
        rule=rule,
    )


def _item(instrument: Instrument | None, id_: str) -> Item | None:
    items: Mapping[str, Item] = (
        {each.id: each for each in instrument.items} if instrument else {}
    )
    return items.get(id_)


def _source(instrument: Instrument | None, library: Library) -> str:
    if instrument is None:
        return ""
    reference = library.references.get(instrument.source)
    return reference.title if reference else instrument.source
