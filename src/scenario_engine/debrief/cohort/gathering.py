"""Traces from files, folders and simulations, with whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.cohort.attempts import Attempt, Cohort, Refused
from scenario_engine.debrief.opening import open_trace
from scenario_engine.debrief.reviewing import review
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.session.trace import Trace, of_session
from scenario_engine.session.trace.reading import MOST_BYTES
from scenario_engine.simulation import replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scenario_engine.debrief.knowing import Knowing
    from scenario_engine.packs import Registry
    from scenario_engine.simulation.playing import Playing

ONE, MANY = ".json", ".jsonl"
"""How files end that hold one trace, and a trace on each line."""


Telling = Callable[[int, int], None]
"""Is told how much of some work is done, of how much."""


def _say_nothing(done: int, total: int) -> None:
    """Tell nobody."""


class GatheringError(ScenarioEngineError):
    """Nothing that was named can be used."""


@attrs.frozen
class Found:
    """
    A trace, and where it was.

    Attributes:
        where: The file, and which of its traces; or what played it.
        player: Who played: as the trace says, else the name of the file.
        trace: The trace.
    """

    where: str
    player: str
    trace: Trace


@attrs.frozen
class Gathered:
    """
    What was found.

    Attributes:
        found: The traces, in the order given; those of a folder by their names.
        refused: What could not be read.
    """

    found: tuple[Found, ...]
    refused: tuple[Refused, ...] = ()


def gather(paths: Iterable[Path], registry: Registry) -> Gathered:
    """
    Return the traces in files and folders.

    A file holds whatever `open_trace` opens, or, where it ends as `MANY`, one of it on
    each line. Of a folder, and of the folders in it, every file is read that ends as
    `ONE` or `MANY`, in the order of their names. A file that is named twice is read
    once.

    Args:
        paths: Files and folders.
        registry: Where the scenarios of saved sessions are looked for.
    """
    found: list[Found] = []
    refused: list[Refused] = []
    seen: set[Path] = set()
    for path in paths:
        files = _files(path)
        if not files:
            refused.append(Refused(str(path), f"{_EMPTY} {ONE} or {MANY} in it."))
        for file in files:
            if file.resolve() in seen:
                continue
            seen.add(file.resolve())
            for each in _read(file, registry):
                if isinstance(each, Found):
                    found.append(each)
                else:
                    refused.append(each)
    return Gathered(tuple(found), tuple(refused))


_EMPTY = "No traces: the folder has no file that ends with"


def gather_batch(
    playing: Playing, name: str, *, seed: int = 0, first: int = 0, episodes: int
) -> Gathered:
    """
    Return the traces of simulated episodes, each played again live.

    Args:
        playing: Who plays.
        name: What the strategy is called; it stands for the player, too.
        seed: The seed of the simulation.
        first: The number of the first episode.
        episodes: How many there are.

    Raises:
        DiceError: If *seed*, or the number of an episode, is out of range.
    """
    found = []
    for episode in range(first, first + episodes):
        live = replay(playing.tables, playing.weights, seed=seed, episode=episode)
        trace = of_session(live, player=name, strategy=name)
        found.append(Found(f"{name}, seed {seed}, episode {episode}", name, trace))
    return Gathered(tuple(found))


def reviewed(
    gathered: Gathered, knowing: Knowing, tell: Telling = _say_nothing
) -> Cohort:
    """
    Go through every trace; one that cannot be is refused, and the others go on.

    Args:
        gathered: The traces.
        knowing: What is known of their scenarios.
        tell: Is told how many are done, of how many.

    Raises:
        GatheringError: If there is no trace that can be gone through, with the reason
            for each.
    """
    refused = list(gathered.refused)
    reviews = {}
    # Those of one scenario follow each other, so that what is known of it is kept.
    order = sorted(range(len(gathered.found)), key=lambda at: _kind(gathered, at))
    for done, at in enumerate(order):
        tell(done, len(order))
        try:
            reviews[at] = review(gathered.found[at].trace, knowing)
        except ScenarioEngineError as error:
            refused.append(Refused(gathered.found[at].where, str(error)))
    if not reviews:
        told = "\n".join(f"  {each.where}: {each.reason}" for each in refused)
        raise GatheringError(
            "There is no trace that can be used. Name files or folders of traces, as "
            f"`play --trace FILE` writes them.\n{told}".rstrip()
        )
    attempts: list[Attempt] = []
    counts: dict[str, int] = {}
    for at, found in enumerate(gathered.found):
        if at in reviews:
            number = counts[found.player] = counts.get(found.player, 0) + 1
            attempts.append(Attempt(found.player, number, found.where, reviews[at]))
    return Cohort(tuple(attempts), tuple(refused))


def _kind(gathered: Gathered, at: int) -> tuple[str, ...]:
    trace = gathered.found[at].trace
    return trace.scenario, trace.digest, repr(trace.trainee)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix in {ONE, MANY} and file.is_file()
    )


def _read(file: Path, registry: Registry) -> Iterator[Found | Refused]:
    """Yield the traces of a file, and what is wrong with it."""
    try:
        with file.open("rb") as opened:
            if file.suffix != MANY:
                data = opened.read(MOST_BYTES + 1)
                yield _trace(str(file), file.stem, data, registry)
                return
            lines = [*filter(None, map(bytes.strip, opened))]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Refused(str(file), f"{reason}. Name another file.")
        return
    if not lines:
        yield Refused(str(file), "No traces: the file is empty.")
    for number, line in enumerate(lines, 1):
        yield _trace(f"{file}, trace {number}", file.stem, line, registry)


def _trace(where: str, name: str, data: bytes, registry: Registry) -> Found | Refused:
    try:
        trace = open_trace(data, registry)
    except ScenarioEngineError as error:
        return Refused(where, str(error))
    return Found(where, trace.player or name, trace)
