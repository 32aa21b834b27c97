"""How the answers of a study depend on a rate of learning that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.study.contrasts import Answer, answer
from scenario_engine.study.questions import Sweep
from scenario_engine.study.running import sampled

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from scenario_engine.study.design import Arm, Study
    from scenario_engine.study.stage import Stage

_FEWER = 25
"""How many runs of the study a point of a sweep is worked out from."""


@attrs.frozen(eq=False)
class Swept:
    """
    What contrasts came to with a rate set to several values.

    Attributes:
        sweep: What was gone through.
        answers: For each value, the answer of each contrast.
    """

    sweep: Sweep
    answers: tuple[tuple[Answer, ...], ...]


def swept(
    sweep: Sweep,
    stage: Stage,
    tell: Callable[[str], object] = lambda _: None,
) -> Swept:
    """
    Run a study again for each value of a rate, in fewer runs and without figures.

    Args:
        sweep: The rate and its values.
        stage: The study, ready to be played.
        tell: Is told what is being done.
    """
    study, found = stage.study, []
    for value in sweep.values:
        tell(f"going through {sweep.rate}: {value}")
        results = sampled(stage.of(_with(study, sweep.rate, value)))
        found.append(
            tuple(answer(study.contrast(id_), results) for id_ in sweep.contrasts)
        )
    return Swept(sweep, tuple(found))


def _with(study: Study, rate: str, value: Decimal) -> Study:
    """Return *study* with a rate set wherever somebody practises."""
    return attrs.evolve(
        study,
        arms=tuple(_arm_with(arm, rate, value) for arm in study.arms),
        replications=min(study.replications, _FEWER),
        figures=(),
    )


def _arm_with(arm: Arm, rate: str, value: Decimal) -> Arm:
    practice = tuple(
        attrs.evolve(each, rates={**each.rates, rate: value}) for each in arm.practice
    )
    return attrs.evolve(arm, practice=practice)
