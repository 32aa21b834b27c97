"""Turning whatever a pack's code raises into a fault of that pack."""

from __future__ import annotations

import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

import attrs

from scenario_engine.errors import Fault, FaultsError, PackError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_OURS = PurePath(__file__).parents[2]


def attempt(call: Callable[[], T], pack: str, where: str, doing: str, mend: str) -> T:
    """
    Return what *call* returns; what it raises becomes the pack's fault.

    Nothing that a pack raises gets any further, an attempt to end the process
    included; only the user's own interruption does.

    Args:
        call: Runs code of the pack.
        pack: The pack's id, which every fault will bear.
        where: What of the pack is run, such as a hook's name.
        doing: What the engine was doing, to follow "raised".
        mend: What the pack's author can do about it.

    Raises:
        PackError: If *call* raises anything but KeyboardInterrupt.
    """
    try:
        return call()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if isinstance(error, FaultsError) and _has_faults(error):
            said = [attrs.evolve(fault, pack=pack) for fault in error.faults]
            raise PackError(said) from error
        where = " > ".join(part for part in (where, _place(error)) if part)
        said = [Fault(pack, "", where, _words(error), f"raised {doing}", mend)]
        raise PackError(said) from error


def _has_faults(error: FaultsError) -> bool:
    """Say whether *error* holds faults, as one that a pack made up may not."""
    return bool(error.faults) and all(isinstance(f, Fault) for f in error.faults)


def _words(error: BaseException) -> str:
    """Return the error's class and words; a broken error has a class at least."""
    name = type(error).__name__
    try:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        said = ""
    return f"{name}: {said}" if said else name


def _place(error: BaseException) -> str:
    """Return file name and line of what raised, without the folders above it."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"line {error.lineno} of {PurePath(error.filename).name}"
    lines = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith("<")
        and _OURS not in PurePath(frame.filename).parents
    ]
    if not lines:
        return ""
    return f"line {lines[-1].lineno} of {PurePath(lines[-1].filename).name}"
