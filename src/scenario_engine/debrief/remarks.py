"""One thing to keep, and one to try next time, in the words of pack and catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.review import Remark, Reviewed, Verdict
from scenario_engine.debrief.verdicts import MARKED
from scenario_engine.vocabulary.intervention import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.debrief.review import Option
    from scenario_engine.packs import Registry


def keep(turns: Sequence[Reviewed], registry: Registry, scenario: str) -> Remark | None:
    """
    Return what to keep: where the choice was best, and worth most above the average.

    None where no such choice was worth more than what was offered on average.
    """
    good = [turn for turn in turns if turn.verdict in {Verdict.BEST, Verdict.SOUND}]
    turn = max(good, key=_above_average, default=None)
    if turn is None or _above_average(turn) <= 0:
        return None
    return _remark(turn, turn.chosen, registry, scenario)


def next_time(
    turns: Sequence[Reviewed], registry: Registry, scenario: str
) -> Remark | None:
    """
    Return what to try next time: the best choice where most was given away.

    None where nothing was given away that is worth a mark.
    """
    marked = [turn for turn in turns if turn.verdict in MARKED]
    turn = max(marked, key=_regret, default=None)
    if turn is None or turn.fair is None:
        return None
    better = next(each for each in turn.options if each.id in advised(turn))
    return _remark(turn, better, registry, scenario)


def advised(turn: Reviewed) -> tuple[str, ...]:
    """Return the ids of the choices of a turn that are worth most for certain."""
    worths = [each.value for each in turn.options if each.value is not None]
    return tuple(
        each.id for each in turn.options if worths and each.value == max(worths)
    )


def _regret(turn: Reviewed) -> float:
    return turn.fair.regret if turn.fair else 0.0


def _above_average(turn: Reviewed) -> float:
    worths = [each.value for each in turn.options if each.value is not None]
    value = turn.chosen.value
    if value is None:
        return 0.0
    return value - sum(worths) / len(worths)


def _remark(
    turn: Reviewed, option: Option, registry: Registry, scenario: str
) -> Remark:
    """Return a remark about an option, in the author's words or the catalogue's."""
    library = registry.library
    technique = library.techniques.get(option.technique)
    sources = technique.sources if technique else ()
    said = _feedback(registry, scenario, option.id)
    return Remark(
        turn=turn.number,
        option=option.id,
        technique=technique.name if technique else option.technique,
        why=said.why or (technique.does if technique else ""),
        source=tuple(
            library.references[key].title if key in library.references else key
            for key in sources
        ),
        reflect=_feedback(registry, scenario, turn.choice).reflect,
        led_to=said.led_to,
        chosen=turn.choice,
    )


def _feedback(registry: Registry, scenario: str, id_: str) -> Feedback:
    """Return what the author lets a debrief say about an intervention."""
    for each in registry.scenario(scenario).interventions:
        if each.id == id_:
            return each.feedback
    shared = registry.library.interventions.get(id_)
    return shared.feedback if shared else Feedback()
