"""Whether what must never happen can, however it is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.rules import holds
from scenario_engine.analysis.findings.witness import fewest, then

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Mask, Study
    from scenario_engine.analysis.plays import Play
    from scenario_engine.program.ir import Never


def unsafe(study: Study) -> Iterator[Finding]:
    """Yield a finding for each promise that some play breaks."""
    for never in study.space.program.never:
        choices, ends = _choices(study, never), _ends(study, never)
        count = int(choices.sum() + ends.sum())
        if count:
            yield Finding(
                "unsafe",
                f"'{never.id}' is to happen never ({never.text}), and can in {count} "
                f"choices and endings",
                float(count),
                0.0,
                _play(study, choices, ends),
                Severity.SERIOUS,
            )


def _choices(study: Study, never: Never) -> Mask:
    """Tell which choices, met in time, make it happen; bool, shape ``(k,)``."""
    space = study.space
    found = np.zeros(len(space.action), dtype=np.bool_)
    for number, guard in enumerate(never.on_choice):
        here = np.flatnonzero(space.action == number)
        found[here] = holds(study, guard)[study.owner[here]]
    return found & (study.met[study.owner] > 0)


def _ends(study: Study, never: Never) -> Mask:
    """Tell with which states an episode can end so; bool, shape ``(n,)``."""
    met, is_end = study.met, study.space.ending >= 0
    can_end: Mask = (is_end & (met >= 0)) | (met == 0)
    return holds(study, never.at_end) & can_end


def _play(study: Study, choices: Mask, ends: Mask) -> Play | None:
    """Return a play in which it happens, of the fewest turns."""
    space = study.space
    targets = ends.copy()
    targets[study.owner[choices]] = True
    anything = np.ones(len(space.action), dtype=np.bool_)
    play = fewest(space, lambda _: anything, targets)
    if play is None:
        return None
    at = space.index(play.turns[-1].after if play.turns else play.start)
    if ends[at]:
        return play
    row = slice(space.pointer[at], space.pointer[at + 1])
    action = int(space.action[row][choices[row]][0])
    return then(space, play, action, np.zeros(len(space)))
