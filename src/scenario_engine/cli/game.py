"""The episode that is played in the terminal, on paper or on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.errors import NotFoundError, SavedError
from scenario_engine.session import Journal, Session
from scenario_engine.session.journal import read

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scenario_engine.packs import Registry
    from scenario_engine.program import Program


class Game:
    """
    An episode, kept in a journal or not at all.

    Args:
        session: Where it stands.
        journal: Where its turns are written.
    """

    def __init__(self, session: Session, journal: Journal | None) -> None:
        self._session = session
        self._journal = journal

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._session

    @property
    def path(self) -> Path | None:
        """The file that it is saved in."""
        return self._journal.path if self._journal else None

    def step(self, choice: str) -> None:
        """
        Take a turn, on disk before it returns where the episode is saved.

        Raises:
            SavedError: If it cannot be written.
        """
        keeper = self._journal or self._session
        self._session = keeper.step(choice)

    def again(self) -> list[str]:
        """Return what to type to go on with it, or to begin it again."""
        if self.path is not None:
            return ["play", "--resume", str(self.path)]
        session = self._session
        dice = ["--seed", str(session.seed), "--episode", str(session.episode)]
        return ["play", session.program.id, *dice]

    def __enter__(self) -> Game:
        """Return the game itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the journal."""
        if self._journal is not None:
            self._journal.close()


def begin(program: Program, seed: int, episode: int, save: Path | None) -> Game:
    """
    Begin an episode.

    Args:
        program: What is played.
        seed: What the dice are keyed with.
        episode: Which of the episodes of that seed it is.
        save: The new file that it is saved in.

    Raises:
        SavedError: If the file exists or cannot be written.
    """
    session = Session.begin(program, seed=seed, episode=episode)
    if save is None:
        return Game(session, None)
    try:
        return Game(session, Journal.create(save, session))
    except SavedError as error:
        if isinstance(error.__cause__, FileExistsError):
            msg = f"{save}: the file exists. Give it to --resume, or save elsewhere."
            raise SavedError(msg) from error
        raise


def resume(path: Path, registry: Registry) -> Game:
    """
    Go on with a saved episode.

    Args:
        path: The journal.
        registry: Where its scenario is looked for.

    Raises:
        SavedError: If the file is no journal, or the scenario is not there as it was.
    """
    try:
        program = registry.program(_scenario(path))
    except NotFoundError as error:
        msg = f"{path}: was saved in a scenario that is not installed. {error}"
        raise SavedError(msg) from error
    journal = Journal.open(path, program)
    return Game(journal.session, journal)


def _scenario(path: Path) -> str:
    """Return the id of the scenario that the journal at *path* was begun in."""
    try:
        records, _ = read(path)
    except (ValueError, RecursionError):  # A line has its checksum, and is no JSON.
        records = []
    id_ = records[0].get("scenario") if records else None
    if not isinstance(id_, str):
        msg = f"{path}: not a journal of a session. Name a file that --save has made."
        raise SavedError(msg)
    return id_
