"""Run a study, and write its report, its figures and its data."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine import extras
from scenario_engine.cli.blocks import GAP, Entries, Entry, Paragraph, Table
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import repeated, whole
from scenario_engine.cli.refusal import FINE, PROGRAM, UsageError
from scenario_engine.study import reading

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.study.design import Study

NAME = "study"
SUMMARY = "run a study, and write its report"

_LARGEST_SEED = 2**53
_KEY = """\
The model's effect is that of all runs together; the study shown is the first of them, \
with the interval that a study of its size has. It says what the model does, and \
predicts nothing about real people."""


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "study", metavar="FILE|NAME", nargs="?", help="a file, or a study of --list"
    )
    parser.add_argument(
        "--list", action="store_true", help="the studies that there are"
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="the folder that is made for results"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace the results of an earlier run"
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole(0, _LARGEST_SEED),
        help="what people and dice are keyed with (default: what the study says)",
    )
    parser.add_argument(
        "--replications",
        metavar="N",
        type=whole(1, 10_000),
        help="how often the study is run (default: what the study says)",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Run the study, or list those that there are."""
    if arguments.list:
        return _list(arguments, screen)
    if arguments.study is None:
        raise UsageError(f"Name a study: a file, or one of `{PROGRAM} {NAME} --list`.")
    if arguments.out is None:
        raise UsageError(
            "Say where the results go: --out DIR. The folder is made; it must not hold "
            "anything yet."
        )
    study = _asked(reading.find(arguments.study), arguments)
    writing = extras.load("scenario_engine.study.writing", "study")
    conducting = extras.load("scenario_engine.study.outcome", "study")
    writing.check(arguments.out, force=arguments.force)
    registry = open_packs(arguments)
    outcome = conducting.conduct(study, registry, _command(arguments), _tell)
    _tell("drawing and writing")
    writing.write(outcome, arguments.out, force=arguments.force)
    _tell("")
    if arguments.json:
        screen.give(_data(outcome, arguments))
    else:
        screen.show(*_shown(outcome, arguments))
    return FINE


def _list(arguments: Namespace, screen: Screen) -> int:
    studies = [reading.find(name) for name in reading.shipped()]
    if arguments.json:
        screen.give(
            [{"id": s.id, "title": s.title, "question": s.question} for s in studies]
        )
        return FINE
    screen.show(
        Entries(tuple(Entry(study.id, study.title) for study in studies), indent=0)
    )
    return FINE


def _asked(study: Study, arguments: Namespace) -> Study:
    """Return the study with what the options change of it."""
    if arguments.seed is not None:
        study = attrs.evolve(study, seed=arguments.seed)
    if arguments.replications is not None:
        study = attrs.evolve(study, replications=arguments.replications)
    return study


def _command(arguments: Namespace) -> str:
    """Return what to type for the same results."""
    words = [PROGRAM, *repeated(arguments), NAME, arguments.study]
    for option in ("seed", "replications"):
        value = getattr(arguments, option)
        if value is not None:
            words += [f"--{option}", str(value)]
    return shlex.join([*words, "--out", arguments.out.name])


def _tell(text: str) -> None:
    """Say what is being done, where a person looks on; nothing wipes it away."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def _data(outcome: Any, arguments: Namespace) -> dict[str, Any]:
    return {
        "study": outcome.study.id,
        "seed": outcome.study.seed,
        "out": str(arguments.out),
        "report": str(arguments.out / "report.html"),
        "contrasts": {
            answer.contrast.id: {
                "effect": answer.model.name,
                "model": answer.model.value,
                "shown": answer.shown.value,
                "standing": answer.contrast.standing,
            }
            for answer in outcome.answers
        },
    }


def _shown(outcome: Any, arguments: Namespace) -> Iterator[Block]:
    wording = extras.load("scenario_engine.study.wording", "study")
    yield Paragraph(outcome.study.title)
    yield GAP
    yield Table(
        ("contrast", "standing", "effect", "model", "study shown", "needed"),
        tuple(
            (
                answer.contrast.title,
                answer.contrast.standing,
                wording.ratio_words(answer.model.name),
                wording.figure(answer.model.value),
                wording.with_interval(answer.shown),
                wording.needed(answer.power),
            )
            for answer in outcome.answers
        ),
        frozenset(("model",)),
    )
    yield GAP
    yield Paragraph(_KEY, "quiet")
    yield GAP
    yield Paragraph(f"Report: {arguments.out / 'report.html'}")
