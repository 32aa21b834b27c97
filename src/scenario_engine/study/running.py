"""Running a study: people are drawn, play, practise, and play again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.packs.casting import cast
from scenario_engine.study import reading
from scenario_engine.study.cohorts import Crowd, drawn
from scenario_engine.study.design import SETTING, Study
from scenario_engine.study.exactly import difficulties, typical_values
from scenario_engine.study.lanes import Lanes
from scenario_engine.study.learning import ASSUMED, practised
from scenario_engine.study.measuring import of_people
from scenario_engine.study.questions import AFTER, BEFORE
from scenario_engine.study.results import Cell, Curve, Results
from scenario_engine.study.rounds import Round, play
from scenario_engine.study.soundness import flaws_of, flaws_with
from scenario_engine.study.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.packs import Registry
    from scenario_engine.study.design import Arm, Setting
    from scenario_engine.study.learner import Learner
    from scenario_engine.study.people import Practice

_ON_CURVES = 4_000
"""How many people of an arm are measured for a point of a curve."""


def stage_of(
    study: Study,
    registry: Registry,
    tell: Callable[[str], object] = lambda _: None,
) -> Stage:
    """
    Return the programs of a study, ready to be played.

    Args:
        study: The study.
        registry: The packs that its scenarios come from.
        tell: Is told what is being done.

    Raises:
        StudyError: If something that the study names is not there.
        BudgetError: If a scenario has more states than can be explored.
    """
    reading.check(study, (*flaws_of(study), *flaws_with(study, registry)))
    programs = {
        setting.id: cast(registry, setting.scenario, setting.personas)
        for setting in study.settings
    }
    techniques = registry.library.techniques
    families = {id_: technique.family for id_, technique in techniques.items()}
    stage = Stage(study, programs, families)
    for arm in study.arms:
        for setting in study.measured:
            tell(f"reading {setting.scenario}")
            stage.ground(arm.cohort, arm.strategy, setting.id)
    return stage


def run(stage: Stage, tell: Callable[[str], object] = lambda _: None) -> Results:
    """
    Run a study, and work out what needs no sampling.

    The same study, packs and version give the same results.

    Args:
        stage: What `stage_of` gave for it.
        tell: Is told what is being done.

    Raises:
        NotFoundError: If there is no strategy of a name.
    """
    found = sampled(stage, tell)
    tell("working out what is exact")
    return attrs.evolve(
        found, typical=typical_values(stage), difficulties=difficulties(stage)
    )


def sampled(stage: Stage, tell: Callable[[str], object] = lambda _: None) -> Results:
    """Run a study, and leave out what needs no sampling; arguments as for `run`."""
    study, groups = stage.study, []
    for arm, settings in _groups(study):
        tell(f"playing: {arm.title}")
        group = _Group(stage, arm, settings)
        group.run()
        groups.append(group)
    return Results(
        study,
        stage.digests,
        _together(study, groups),
        {},
        tuple(curve for group in groups for curve in group.curves()),
        (),
        {group.arm.id: group.drawn.clipped for group in groups},
    )


def _groups(study: Study) -> Iterator[tuple[Arm, tuple[Setting, ...]]]:
    """Yield who goes through what: people of an arm, and the settings they play."""
    for arm in study.arms:
        if SETTING in study.within:
            yield arm, study.measured
        else:
            yield from ((arm, (setting,)) for setting in study.measured)


def _together(study: Study, groups: Sequence[_Group]) -> dict[Cell, Floats]:
    """Put the cells of all groups together; those of people stand side by side."""
    parts: dict[Cell, list[Floats]] = {}
    for group in groups:
        for cell, values in group.cells.items():
            rows = values.reshape(study.replications, -1)
            parts.setdefault(cell, []).append(rows)
    return {cell: np.concatenate(rows, axis=1) for cell, rows in parts.items()}


class _Group:
    """People of one arm, in every replication at once, and what becomes of them."""

    def __init__(self, stage: Stage, arm: Arm, settings: tuple[Setting, ...]) -> None:
        study = stage.study
        self.stage, self.study, self.arm, self.settings = stage, study, arm, settings
        self.lanes = Lanes(study, arm, settings)
        self.drawn = drawn(
            study.cohort(arm.cohort),
            stage.families,
            arm.size * study.replications,
            seed=study.seed,
            stream=self.lanes.people,
        )
        self.cells: dict[Cell, Floats] = {}
        self.points: dict[tuple[str, str], list[tuple[int, Floats]]] = {}

    def run(self) -> None:
        """Measure, practise, and measure again."""
        crowd = self.drawn
        if BEFORE in self.study.times:
            self._measure(crowd, BEFORE)
            crowd = self._practise(crowd)
        self._measure(crowd, AFTER)

    def curves(self) -> Iterator[Curve]:
        """Yield what practice made of each measure."""
        for (setting, measure), points in self.points.items():
            size = [np.sqrt(len(values)) for _, values in points]
            yield Curve(
                self.arm.id,
                setting,
                measure,
                tuple(episodes for episodes, _ in points),
                np.array([values.mean() for _, values in points]),
                np.array([v.std(ddof=1) for _, v in points]) / size,
            )

    def _measure(self, crowd: Crowd, time: str) -> None:
        """Note what every measure is of everybody."""
        for setting in self.settings:
            first = self.lanes.measured(setting, time)
            for id_, values in self._played(
                crowd.learner, setting, first, setting.episodes
            ):
                each = values.reshape(-1, setting.episodes).mean(axis=1)
                self.cells[Cell(self.arm.id, setting.id, time, id_)] = each
        for measure in self.study.measures:
            if not measure.is_played:
                cell = Cell(self.arm.id, "", time, measure.id)
                self.cells[cell] = of_people(measure, crowd)

    def _played(
        self, learner: Learner, setting: Setting, first: int, each: int
    ) -> Iterator[tuple[str, Floats]]:
        measures = [m for m in self.study.measures if m.is_played]
        where = (self.arm.cohort, self.arm.strategy, setting.id)
        aims = [self.stage.aim(measure, *where) for measure in measures]
        found = self._round(learner, where, first, each, aims)
        for measure, values in zip(measures, found.totals, strict=True):
            yield measure.id, values

    def _round(
        self,
        learner: Learner,
        where: tuple[str, str, str],
        first: int,
        each: int,
        aims: Sequence[Aim],
    ) -> Round:
        return play(
            self.stage.ground(*where),
            self.stage.skills(learner, where[-1]),
            seed=self.study.seed,
            first=first,
            each=each,
            aims=aims,
        )

    def _practise(self, crowd: Crowd) -> Crowd:
        """Return the people after everything that they practise."""
        done = 0
        wanted = _checkpoints(sum(p.episodes for p in self.arm.practice))
        self._note(crowd, 0)
        for at, practice in enumerate(self.arm.practice):
            for episode in range(practice.episodes):
                first = self.lanes.practised(at, episode)
                learner = self._after(crowd.learner, practice, first)
                crowd = attrs.evolve(crowd, learner=learner)
                done += 1
                if done in wanted:
                    self._note(crowd, done)
        return crowd

    def _after(self, learner: Learner, practice: Practice, first: int) -> Learner:
        """Return *learner* after an episode of practice."""
        strategy = practice.strategy or self.arm.strategy
        where = (self.arm.cohort, strategy, practice.setting)
        found = self._round(learner, where, first, 1, [self.stage.goal(*where)])
        uses = found.uses @ self.stage.technique_of_action(practice.setting)
        learning = ASSUMED
        for name, rate in practice.rates.items():
            learning = learning.where(name, float(rate))
        return practised(
            learner, uses, found.totals[0] > 0, practice.feedback, learning
        )

    def _note(self, crowd: Crowd, done: int) -> None:
        """Note a point of the learning curves, if anybody looks at them."""
        shown = {f.measure for f in self.study.figures if f.kind == "curves"}
        if not shown or not self.arm.practice:
            return
        few = crowd.some(_ON_CURVES)
        for setting in self.settings:
            first = self.lanes.noted(setting, done)
            for id_, values in self._played(few.learner, setting, first, 1):
                if id_ in shown:
                    self.points.setdefault((setting.id, id_), []).append((done, values))
        for measure in self.study.measures:
            if measure.id in shown and not measure.is_played:
                values = of_people(measure, few)
                self.points.setdefault(("", measure.id), []).append((done, values))


def _checkpoints(episodes: int) -> frozenset[int]:
    """Return after how many episodes of practice curves have a point."""
    if episodes <= 12:
        return frozenset(range(episodes + 1))
    return frozenset(np.rint(np.linspace(0, episodes, 13)).astype(int).tolist())
