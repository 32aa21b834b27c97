"""The commands of a PRISM model: a turn, in its phases."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scenario_engine.expressions import (
    Arithmetic,
    Comparison,
    Expression,
    Name,
    Number,
    evaluate,
    names,
)
from scenario_engine.interop.prism.cases import (
    NEVER,
    Alternative,
    alternatives,
    combined,
    otherwise,
)
from scenario_engine.interop.prism.frame import (
    BEGIN,
    CHOOSING,
    ENDED,
    FINISH,
    GOES_ON,
    HORIZON,
    OVER,
    PHASE,
    STARTING,
    TURN,
    in_phase,
)
from scenario_engine.interop.prism.symbolic import (
    State,
    both,
    chance,
    either,
    fails,
    literal,
    rest,
    watched,
)
from scenario_engine.interop.prism.writing import Branch, Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.interop.prism.frame import Frame
    from scenario_engine.program import Trainee, ir


def commands(frame: Frame, trainee: Trainee) -> Iterator[Command]:
    """Yield every command: start, choices, world, end."""
    if len(frame.program.starts) > 1:
        yield _begin(frame)
    for action, name in zip(frame.program.actions, frame.actions, strict=True):
        yield from _choices(frame, trainee, action, name)
    yield from _world(frame)
    yield from _end(frame)


def _begin(frame: Frame) -> Command:
    """Draw how the episode begins."""
    branches = tuple(
        Branch(start.chance, frame.move(_written(frame, start.state), CHOOSING))
        for start in frame.program.starts
    )
    return Command(BEGIN, in_phase(STARTING), branches)


def _written(frame: Frame, state: tuple[int, ...]) -> dict[str, Expression]:
    return {
        name: literal(value) for name, value in zip(frame.state, state, strict=True)
    }


def _choices(
    frame: Frame, trainee: Trainee, action: ir.Action, name: str
) -> Iterator[Command]:
    """Yield the commands of one action: who it is offered to, and the response."""
    offered = in_phase(CHOOSING, _turns_left(), GOES_ON, frame.here(action.available))
    after = _watched(frame, action, name)
    phase = frame.stages[0] if frame.stages else CHOOSING
    counted = {TURN: Arithmetic("+", Name(TURN), Number("1"))}
    deliveries = []
    for weight, cases, wish in _deliveries(frame, trainee, action, name):
        found = [
            *alternatives(frame, cases, after, wish),
            *otherwise(frame, cases, after, wish),
        ]
        deliveries.append((weight, found))
    for alternative in combined(deliveries):
        command = _command(frame, name, offered, alternative, phase, counted)
        if command.guard != NEVER:
            yield command


def _watched(frame: Frame, action: ir.Action, name: str) -> State:
    """Return the state in which the monitors have noted the choice."""
    after = watched(frame.state, action.watches, frame.variables)
    return {
        variable: frame.define(f"{name}_notes_{variable}", value)
        for variable, value in after.items()
    }


def _deliveries(
    frame: Frame, trainee: Trainee, action: ir.Action, name: str
) -> Iterator[tuple[Expression, tuple[ir.Case, ...], str]]:
    """Yield the ways to deliver an action that have a chance at all."""
    if action.delivery is None:
        yield Number("1"), action.good, f"{name}_case"
        return
    skill = literal(trainee.skill_in(action.technique))
    good = chance(action.delivery, {**frame.state, "skill": skill})
    good = frame.define(f"{name}_delivery", good)
    for weight, cases, wish in (
        (good, action.good, f"{name}_well"),
        (rest([good]), action.poor, f"{name}_poorly"),
    ):
        if not _is_zero(weight):
            yield weight, cases, wish


def _world(frame: Frame) -> Iterator[Command]:
    """Yield the commands of the world's stages, each from the first that acts."""
    quiet: list[Expression] = []
    nexts = (*frame.stages[1:], CHOOSING)
    for number, (stage, name) in enumerate(
        zip(frame.program.world, frame.stages, strict=True)
    ):
        wish = name.removeprefix("before_")
        options = list(alternatives(frame, stage.cases, frame.state, wish))
        acts = either(*(frame.here(case.guard) for case in stage.cases))
        acts = frame.define(f"{wish}_acts", acts)
        here = both(_from(frame.stages[0]), _until(name), GOES_ON, *quiet, acts)
        for option in options:
            command = _command(frame, "", here, option, nexts[number], {})
            if command.guard != NEVER:
                yield command
        quiet.append(either(_after(name), fails(acts)))
    if frame.stages:
        here = both(_from(frame.stages[0]), _until(frame.stages[-1]), GOES_ON, *quiet)
        yield Command("", here, (Branch(Number("1"), {PHASE: Name(CHOOSING)}),))


def _end(frame: Frame) -> Iterator[Command]:
    """Yield what ends the episode, and what then stays for ever."""
    last = frame.stages[-1] if frame.stages else CHOOSING
    out_of_turns = in_phase(CHOOSING, fails(_turns_left()))
    here = both(_until(last), either(Name(ENDED), out_of_turns))
    yield Command(FINISH, here, (Branch(Number("1"), {PHASE: Name(OVER)}),))
    yield Command("", in_phase(OVER), (Branch(Number("1"), {}),))


def _command(
    frame: Frame,
    label: str,
    here: Expression,
    alternative: Alternative,
    phase: str,
    more: Mapping[str, Expression],
) -> Command:
    branches = tuple(
        Branch(share, {**frame.move(state, phase), **more})
        for share, state in alternative.outcomes
        if not _is_zero(share)
    )
    return Command(label, both(here, alternative.guard), branches)


def _is_zero(share: Expression) -> bool:
    return not names(share) and not Fraction(evaluate(share, {}, exact=True))


def _turns_left() -> Expression:
    return Comparison(Name(TURN), (("<", Name(HORIZON)),))


def _from(phase: str) -> Expression:
    return Comparison(Name(PHASE), ((">=", Name(phase)),))


def _until(phase: str) -> Expression:
    return Comparison(Name(PHASE), (("<=", Name(phase)),))


def _after(phase: str) -> Expression:
    return Comparison(Name(PHASE), ((">", Name(phase)),))
