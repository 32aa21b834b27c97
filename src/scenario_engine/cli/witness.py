"""A play that shows something, told as a dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import Entries, Entry
from scenario_engine.cli.scene import KINDS, level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis import Play, Turn
    from scenario_engine.cli.blocks import Block
    from scenario_engine.program import Program, State


def dialogue(program: Program, play: Play) -> Iterator[Block]:
    """Tell *play*: where it begins, what is said, what happens, where that leads."""
    yield Entries(tuple(_levels(program, play.start)), indent=4)
    for turn in play.turns:
        yield Entries(tuple(_told(program, turn)), indent=4)


def _told(program: Program, turn: Turn) -> Iterator[Entry]:
    action = next(each for each in program.actions if each.id == turn.choice)
    yield Entry("you", f"“{action.lines[0]}” ({action.id})", "spoken")
    happened = turn.response.outcomes + (turn.world.outcomes if turn.world else ())
    cues = [outcome.cue for outcome in happened if outcome.cue]
    yield from (Entry("", cue) for cue in cues)
    if not happened:
        yield Entry("", "(nothing changes)", "quiet")
    yield from _levels(program, turn.after)
    ending = (turn.world or turn.response).ending
    if ending is not None:
        kind, tone = KINDS[ending.kind]
        yield Entry("the end", f"{ending.text} ({ending.id}: {kind})", tone)


def _levels(program: Program, state: State) -> Iterator[Entry]:
    """Yield each participant's level in *state*."""
    names = [variable.name for variable in program.variables]
    for person in program.participants:
        number = state[names.index(f"{person.id}.escalation")]
        label, tone = level(person, number)
        yield Entry(person.id, label, tone)
