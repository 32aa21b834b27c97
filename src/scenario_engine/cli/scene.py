"""How an episode is told: the scene, each turn, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import (
    GAP,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Tone,
    entries,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.cli.blocks import Block
    from scenario_engine.program import Program
    from scenario_engine.program.ir import Participant, Variable
    from scenario_engine.session import Choice, Session
    from scenario_engine.session.observation import Appearance
    from scenario_engine.vocabulary import Library

KINDS: Mapping[str, tuple[str, Tone]] = {
    "goal": ("de-escalated", "calm"),
    "harm": ("it ended in harm", "crisis"),
    "neutral": ("neither de-escalated nor harmed", "unsettled"),
}
"""For each kind of ending, what is told of it."""


def opening(program: Program) -> Iterator[Block]:
    """Tell what the trainee knows before the first turn."""
    yield Heading(program.title)
    if program.content_note:
        yield Paragraph(f"Content note: {program.content_note}", "quiet")
        yield GAP
    yield Paragraph(program.setting.strip())
    yield GAP
    yield entries(
        [
            *((person.id, person.role) for person in program.participants),
            *((v.name, v.meaning) for v in program.variables if _is_explained(v)),
        ]
    )
    if program.monitors:
        yield GAP
        yield Paragraph("Rules of the house:")
        yield Entries(
            tuple(Entry("-", each.text or each.policy) for each in program.monitors)
        )
    yield GAP


def situation(session: Session) -> Iterator[Block]:
    """Tell what can be seen and heard before a turn."""
    seen = session.observation
    yield Heading(f"Turn {seen.turn + 1} of {seen.turn + seen.turns_left}", rank=2)
    yield Entries(
        tuple(
            entry
            for person, looks in zip(
                session.program.participants, seen.scene, strict=True
            )
            for entry in _appearance(person, looks, seen.turn)
        )
    )
    kept = _kept(session)
    if kept:
        yield Paragraph(kept, "quiet", indent=2)


def turn(before: Session, after: Session) -> Block:
    """Tell what the trainee did, and what followed."""
    choice = next(each for each in before.choices if each.id == after.choice)
    said = Entry("you", f"“{line(before, choice)}” ({choice.id})", "spoken")
    happened = [Entry("", cue) for cue in after.observation.cues]
    nothing = Entry("", "(nothing that can be seen or heard)", "quiet")
    return Entries((said, *(happened or [nothing])))


def line(session: Session, choice: Choice) -> str:
    """Return the line that is said this time: each in its turn."""
    return choice.lines[session.taken.count(choice.id) % len(choice.lines)]


def closing(session: Session, library: Library) -> Iterator[Block]:
    """Tell how it ended, with score, policies and choices."""
    ending = session.ending
    if ending is None:
        return
    kind, tone = KINDS[ending.kind]
    yield Heading("The end", rank=2)
    yield Paragraph(f"{ending.text} ({ending.id}: {kind})", tone)
    yield GAP
    broken = {
        each.policy: each.text or each.policy for each in session.program.monitors
    }
    yield entries(
        {
            "turns": str(session.turn),
            "score": "\n".join(_score(session, library)),
            "rules broken": "\n".join(broken[id_] for id_ in session.broken) or "none",
            "choices": ", ".join(session.taken),
        }
    )


def level(person: Participant, number: int) -> tuple[str, Tone]:
    """Tell a level of a participant's ladder in words, and how it is meant."""
    top = len(person.levels) - 1
    tone: Tone = "upset"
    if number == 0:
        tone = "calm"
    elif number == top:
        tone = "crisis"
    elif 2 * number <= top:
        tone = "unsettled"
    return f"{person.levels[number]} (level {number} of {top})", tone


def _appearance(person: Participant, looks: Appearance, at: int) -> Iterator[Entry]:
    """Yield a participant's level with its cues, and what the person says."""
    if not looks.level:
        yield Entry(person.id, "(how upset cannot be seen)", "quiet")
        return
    label, tone = level(person, person.levels.index(looks.level))
    yield Entry(
        person.id, ": ".join(filter(None, (label, "; ".join(looks.cues)))), tone
    )
    if looks.voice:
        yield Entry("", f"“{looks.voice[at % len(looks.voice)]}”", "spoken")


def _is_explained(variable: Variable) -> bool:
    return variable.visible and variable.standard not in {"escalation", "trust"}


def _kept(session: Session) -> str:
    """Tell the visible variables that are no levels."""
    visible = session.observation.visible
    return ", ".join(
        f"{variable.name} {visible[variable.name]} ({variable.low} to {variable.high})"
        for variable in session.program.variables
        if variable.visible and variable.standard != "escalation"
    )


def _score(session: Session, library: Library) -> Iterator[str]:
    """Yield the points; nothing where the scenario awards none at all."""
    program = session.program
    endings = (*program.endings, program.timeout)
    rewards = [each.rewards for each in program.actions]
    rewards += [each.rewards for each in endings]
    if not session.score and any(rewards):
        yield "no points"
    for (instrument, item), points in session.score.items():
        scale = library.instruments.get(instrument)
        labels = {each.id: each.label for each in scale.items} if scale else {}
        title = scale.title if scale else instrument
        yield f"{points:g} for {labels.get(item, item)} ({title})"
