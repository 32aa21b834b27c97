"""The review of an episode: gone through turn by turn, and looked back on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenario_engine.debrief import remarks, ruling, scoring, verdicts
from scenario_engine.debrief.accounting import fair_account, full_account
from scenario_engine.debrief.counting import ratios
from scenario_engine.debrief.course import Course, course
from scenario_engine.debrief.gauging import gauges
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.reasons import Reasons
from scenario_engine.debrief.review import Option, Review, Reviewed, Verdict

if TYPE_CHECKING:
    from scenario_engine.analysis.advice import Advice
    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.review import Gauge, Reason
    from scenario_engine.packs import Registry
    from scenario_engine.program.ir import Action
    from scenario_engine.session.trace import Trace


def review(trace: Trace, source: Registry | Knowing) -> Review:
    """
    Go through an episode: what each choice was worth, and why.

    Args:
        trace: The episode.
        source: Where its scenario is; a `Knowing` that is kept makes the next review
            of the same scenario quick.

    Raises:
        NotFoundError: If there is no such scenario, participant or persona.
        SavedError: If it is no trace of this version of the scenario, or of an episode
            that there cannot be.
    """
    knowing = source if isinstance(source, Knowing) else Knowing(source)
    return reviewed(course(trace, knowing.of(trace)), knowing.registry)


def reviewed(found: Course, registry: Registry) -> Review:
    """Return the review of an episode that is made ready."""
    fair, full = fair_account(found), full_account(found)
    seen = gauges(found, fair)
    turns = _Turns(found, registry, fair, full, seen).all()
    ending, program = found.ending, found.program
    last = scoring.at_the_end(found, registry.library)
    by_packs, failed = scoring.by_packs(found, registry)
    given = [*(item for turn in turns for item in turn.items), *last]
    return Review(
        trace=found.trace,
        title=program.title,
        setting=program.setting,
        ending=ending.kind if ending else "",
        told=ending.text if ending else "",
        fair=fair,
        full=full,
        turns=turns,
        gauges=seen,
        turning_point=turning_point(seen),
        keep=remarks.keep(turns, registry, program.id),
        next_time=remarks.next_time(turns, registry, program.id),
        scores=(*scoring.scores(found, given, registry.library), *by_packs),
        policies=ruling.in_the_end(found),
        aftercare=program.aftercare,
        note="; ".join(filter(None, (found.note, *failed))),
        items=last,
        score=scoring.score(found, given),
        ratios=ratios(turn.chosen.technique for turn in turns),
    )


def turning_point(seen: tuple[Gauge, ...]) -> int | None:
    """Return the turn that changed most what the episode was worth, from 1."""
    values = [gauge.value for gauge in seen]
    changes = [
        abs(after - before)
        for before, after in pairwise(values)
        if before is not None and after is not None
    ]
    if not changes or max(changes) < verdicts.TURNING:
        return None
    return 1 + changes.index(max(changes))


class _Turns:
    """One going through the turns of an episode."""

    def __init__(
        self,
        found: Course,
        registry: Registry,
        fair: Account | None,
        full: Account | None,
        seen: tuple[Gauge, ...],
    ) -> None:
        self.course = found
        self.registry = registry
        self.fair = fair
        self.full = full
        self.gauges = seen
        self.reasons = Reasons(found, found.worth) if found.worth else None
        self.actions = {action.id: action for action in found.program.actions}

    def all(self) -> tuple[Reviewed, ...]:
        """Return every turn, gone through."""
        return tuple(self._turn(at) for at in range(self.course.trace.turns))

    def _turn(self, at: int) -> Reviewed:
        found, choice = self.course, self.course.trace.choices[at]
        advice = found.advised[at].advice if found.advised else None
        options = self._options(at, choice, advice)
        is_good_practice = any(o.is_good_practice for o in options if o.id == choice)
        return Reviewed(
            number=at + 1,
            before=self.gauges[at],
            choice=choice,
            options=options,
            fair=self.fair.turns[at] if self.fair else None,
            full=self.full.turns[at] if self.full else None,
            verdict=verdicts.verdict(advice, choice, is_good_practice=is_good_practice)
            if advice
            else Verdict.NOT_EVALUABLE,
            mattered=advice is not None and verdicts.mattered(advice),
            cues=found.trace.moments[at + 1].observation.cues,
            good=found.good[at],
            policies=ruling.ruled(found, at + 1),
            items=scoring.touched(found, at + 1, self.registry.library),
            note="" if advice else found.note,
        )

    def _options(
        self, at: int, choice: str, advice: Advice | None
    ) -> tuple[Option, ...]:
        worths = (
            {each.id: each.value.lower for each in advice.choices} if advice else {}
        )
        shown = {choice, advice.advised} if advice else {choice}
        offered = self.course.trace.moments[at].observation.choices
        return tuple(
            Option(
                id=each.id,
                line=self._line(each.id, at),
                technique=self.actions[each.id].technique,
                value=worths.get(each.id),
                is_best=advice is not None and verdicts.is_as_good(advice, each.id),
                is_good_practice=self._is_marked(self.actions[each.id], at),
                reasons=self._reasons(each.id, choice, at) if each.id in shown else (),
            )
            for each in offered
        )

    def _line(self, id_: str, at: int) -> str:
        """Return the line that is said this time: each in its turn."""
        lines = self.actions[id_].lines
        return lines[self.course.trace.choices[:at].count(id_) % len(lines)]

    def _reasons(self, id_: str, choice: str, at: int) -> tuple[Reason, ...]:
        if self.reasons is None:
            return ()
        good = self.course.good[at] if id_ == choice else True
        return self.reasons.of(id_, at, good=good)

    def _is_marked(self, action: Action, at: int) -> bool:
        """Tell whether an expert marked an action as good practice at a moment."""
        guard = action.good_practice
        if guard is None or self.course.states is None:
            return False
        return self.course.known.tables.interpreter.holds(guard, self.course.states[at])
