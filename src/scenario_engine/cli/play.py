"""
Play a scenario in the terminal, and learn at the end what each choice was worth; with
--save, stop at any time and go on later.
"""

from __future__ import annotations

import json
import secrets
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli import debriefing, scene
from scenario_engine.cli.asking import ask
from scenario_engine.cli.blocks import GAP, Command, Entries, Entry, Paragraph, counted
from scenario_engine.cli.game import Game, begin, resume
from scenario_engine.cli.keeping import check_new, keep
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import repeated, whole
from scenario_engine.cli.refusal import FINE, INTERRUPTED, PROGRAM, UsageError
from scenario_engine.cli.review import WORKING
from scenario_engine.debrief.reviewing import review
from scenario_engine.program.dice import LARGEST_EPISODE, LARGEST_SEED
from scenario_engine.session.trace import of_session, write

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.packs import Registry
    from scenario_engine.session.trace import Trace

NAME = "play"
SUMMARY = "play a scenario in the terminal"

_SEED_BITS = 32
_HELP = """\
Type the number of what you want to say or do, or its name, and press Enter.
q   stop here
?   show this
The numbers after `composure` and the like tell where you stand, and in which range."""


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenario", metavar="ID", nargs="?", help="the scenario")
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole(0, LARGEST_SEED),
        help="what the dice are keyed with (by default, chosen and told)",
    )
    parser.add_argument(
        "--episode",
        metavar="N",
        type=whole(0, LARGEST_EPISODE),
        help="which episode of that seed (default 0)",
    )
    parser.add_argument(
        "--save", metavar="FILE", type=Path, help="write every turn to this new file"
    )
    parser.add_argument(
        "--resume", metavar="FILE", type=Path, help="go on with a saved episode"
    )
    parser.add_argument(
        "--trace",
        metavar="FILE",
        type=Path,
        help="write the episode to this new file when you are through, for `review`",
    )
    parser.add_argument(
        "--player", metavar="NAME", default="", help="who plays, for the trace"
    )
    parser.add_argument(
        "--no-debrief",
        action="store_true",
        help="do not tell at the end what each choice was worth",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Play one episode."""
    _check(arguments)
    check_new(arguments.trace, "--trace")
    registry = open_packs(arguments)
    with _game(arguments, registry) as game:
        screen.show(*_beginning(game))
        try:
            is_over = _turns(game, screen)
        except KeyboardInterrupt:
            screen.show(GAP, GAP, *_farewell(game, arguments))
            _keep_trace(game, arguments)
            return INTERRUPTED
        _keep_trace(game, arguments)
        if not is_over:
            screen.show(GAP, *_farewell(game, arguments))
            return FINE
        screen.show(*scene.closing(game.session, registry.library))
        if not arguments.no_debrief:
            _debrief(game, arguments, registry, screen)
        if game.session.program.aftercare:
            screen.show(GAP, Paragraph(game.session.program.aftercare.strip()))
    return FINE


def _keep_trace(game: Game, arguments: Namespace) -> None:
    """Write the episode, as far as it has come, where that was asked for."""
    if arguments.trace is None:
        return
    text = json.dumps(write(_trace(game, arguments)), indent=2) + "\n"
    keep(arguments.trace, "--trace", lambda path: path.write_text(text, "utf-8"))


def _trace(game: Game, arguments: Namespace) -> Trace:
    return of_session(game.session, player=arguments.player)


def _debrief(
    game: Game, arguments: Namespace, registry: Registry, screen: Screen
) -> None:
    """Tell what each choice was worth, and how to try a turn again."""
    screen.show(GAP)
    screen.meanwhile(WORKING)
    found = review(_trace(game, arguments), registry)
    screen.show(*debriefing.short(found))
    kept = arguments.trace or game.path
    if kept is None:
        return
    again = [("The whole debrief", "review")]
    if found.next_time is not None:
        again += [(f"To try turn {found.next_time.turn} again", "whatif")]
    for told, command in again:
        words = [PROGRAM, *repeated(arguments), command, str(kept)]
        screen.show(GAP, Paragraph(f"{told}:"), Command(shlex.join(words)))


def _beginning(game: Game) -> Iterator[Block]:
    """Tell the scene, and, in an episode that goes on, the turn taken last."""
    session = game.session
    yield from scene.opening(session.program)
    if session.program.prebrief and session.previous is None:
        yield Paragraph(session.program.prebrief.strip())
        yield GAP
    kept = f", saved in {game.path}" if game.path else ""
    dice = f"Dice: seed {session.seed}, episode {session.episode}{kept}."
    yield Paragraph(f"{dice} ? for help, q to stop.", "quiet")
    yield GAP
    if session.previous is not None:
        yield Paragraph(f"You have taken {counted(session.turn, 'turn')}. The last:")
        yield scene.turn(session.previous, session)
        yield GAP


def _check(arguments: Namespace) -> None:
    """Refuse options that do not go together."""
    given = [
        name
        for name, value in (
            ("ID", arguments.scenario),
            ("--seed", arguments.seed),
            ("--episode", arguments.episode),
            ("--save", arguments.save),
        )
        if value is not None
    ]
    if arguments.resume is not None and given:
        msg = (
            f"play: --resume goes on with what the file holds, so {given[0]} has no "
            "place beside it. Leave it out."
        )
        raise UsageError(msg)
    if arguments.resume is None and arguments.scenario is None:
        msg = (
            "play: which scenario? Give its ID (`scenario-engine list` has them all), "
            "or --resume FILE."
        )
        raise UsageError(msg)


def _game(arguments: Namespace, registry: Registry) -> Game:
    if arguments.resume is not None:
        return resume(arguments.resume, registry)
    seed = arguments.seed
    if seed is None:
        # Short enough to be typed again; nothing but the choice of an episode.
        seed = secrets.randbits(_SEED_BITS)
    program = registry.program(arguments.scenario)
    return begin(program, seed, arguments.episode or 0, arguments.save)


def _turns(game: Game, screen: Screen) -> bool:
    """Play until the end, or until the trainee stops; tell which of the two it was."""
    while game.session.ending is None:
        screen.show(*scene.situation(game.session), _menu(game))
        choice = _asked(game, screen)
        if choice is None:
            return False
        before = game.session
        game.step(choice)
        screen.show(GAP, scene.turn(before, game.session), GAP)
    return True


def _menu(game: Game) -> Entries:
    several = len(game.session.program.participants) > 1
    return Entries(
        tuple(
            Entry(
                str(number),
                f"“{scene.line(game.session, choice)}” ({choice.id}"
                + (
                    f", to {choice.addressee})" if several and choice.addressee else ")"
                ),
            )
            for number, choice in enumerate(game.session.choices, 1)
        )
    )


def _asked(game: Game, screen: Screen) -> str | None:
    """Ask until the answer is one of the choices; None to stop."""
    ids = [choice.id for choice in game.session.choices]
    return ask(screen, ids, Paragraph(_HELP, "quiet", indent=2), _menu(game))


def _farewell(game: Game, arguments: Namespace) -> tuple[Block, ...]:
    """Tell what is kept, and how to go on."""
    taken = counted(game.session.turn, "turn")
    if game.path is not None:
        kept, how = "saved", "To go on"
    else:
        kept, how = "not saved (--save FILE would have)", "The same from its start"
    command = shlex.join([PROGRAM, *repeated(arguments), *game.again()])
    return (
        Paragraph(f"You stopped after {taken}, {kept}. {how}:"),
        Command(command),
    )
