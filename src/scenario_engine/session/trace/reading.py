"""Traces from plain data, or everything that is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from scenario_engine.errors import SavedError, shorten
from scenario_engine.program.dice import DiceError, check
from scenario_engine.program.trainee import SkillError, Trainee
from scenario_engine.session.trace.trace import (
    FORMAT,
    KIND,
    Dice,
    Moment,
    Offer,
    Seen,
    Trace,
)

T = TypeVar("T")

MOST_BYTES = 16 * 2**20
"""How long a file may be that is read as a trace."""

_KEYS = {
    "kind", "format", "engine", "scenario", "pack", "digest", "personas", "player",
    "strategy", "skill", "otherwise", "seed", "episode", "moments", "ending",
}  # fmt: skip
_OF_A_MOMENT = {"choice", "good", "visible", "offered", "cues", "told", "state"}


def read_text(text: str | bytes) -> Trace:
    """
    Return the trace that *text* holds, as JSON.

    Raises:
        SavedError: With everything that is wrong with it.
    """
    if len(text) > MOST_BYTES:
        raise SavedError(
            f"Not a trace: longer than {MOST_BYTES} bytes. Write one episode a file."
        )
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else error
        raise SavedError(
            f"Not a trace: no JSON, or cut short ({reason}). Write the file again."
        ) from error
    return read(data)


def read(data: object) -> Trace:
    """
    Return the trace that `write` wrote, or another program in its form.

    Whether the program can be played so is for `verify` to tell.

    Raises:
        SavedError: With everything that is wrong with *data*.
    """
    _check_kind(data)
    assert isinstance(data, Mapping)
    reading = _Reading()
    trace = reading.trace(data)
    if reading.faults:
        lines = "\n  ".join(reading.faults)
        raise SavedError(f"Not a trace:\n  {lines}\nWrite the file again.")
    assert trace is not None
    return trace


def _check_kind(data: object) -> None:
    if not isinstance(data, Mapping) or data.get("kind") != KIND:
        raise SavedError(f'Not a trace of scenario_engine: its kind is not "{KIND}".')
    found = data.get("format")
    if type(found) is not int or found < 1:
        raise SavedError(f"Not a trace: its format is {shorten(repr(found))}.")
    if found > FORMAT:
        raise SavedError(
            f"The trace is of format {found}; this version reads up to {FORMAT}. "
            "Install a newer version of scenario-engine."
        )


class _Reading:
    """One reading, with all that is found to be wrong."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def trace(self, data: Mapping[str, Any]) -> Trace | None:
        self._known(data, _KEYS, "")
        trainee = self._trainee(data)
        dice = self._dice(data)
        moments = self._list(data.get("moments"), "moments", self._moment)
        if not moments:
            self.faults.append("moments: there is none, not even the start")
        for number, moment in enumerate(moments):
            if bool(moment.choice) != bool(number):
                self.faults.append(
                    f"moments[{number}].choice: "
                    + ("missing" if number else "nothing is chosen before the start")
                )
        found = Trace(
            scenario=self._text(data, "scenario"),
            pack=self._text(data, "pack", ""),
            digest=self._text(data, "digest"),
            trainee=trainee,
            moments=moments,
            ending=self._text(data, "ending", ""),
            dice=dice,
            personas=self._table(data.get("personas", {}), "personas", str),
            player=self._text(data, "player", ""),
            strategy=self._text(data, "strategy", ""),
        )
        return None if self.faults else found

    def _trainee(self, data: Mapping[str, Any]) -> Trainee:
        skill = self._table(data.get("skill", {}), "skill", float)
        otherwise = data.get("otherwise", 1.0)
        if type(otherwise) not in {int, float}:
            self._wrong("otherwise", otherwise, "a number from 0 to 1")
            return Trainee()
        try:
            return Trainee(skill, otherwise)
        except SkillError as error:
            self.faults.append(f"skill: {error}")
            return Trainee()

    def _dice(self, data: Mapping[str, Any]) -> Dice | None:
        seed, episode = data.get("seed"), data.get("episode")
        if seed is None and episode is None:
            return None
        try:
            check(seed, episode)  # type: ignore[arg-type]
        except DiceError as error:
            self.faults.append(str(error))
            return None
        assert isinstance(seed, int)
        assert isinstance(episode, int)
        return Dice(seed, episode)

    def _moment(self, data: object, where: str) -> Moment:
        if not isinstance(data, Mapping):
            self._wrong(where, data, "a table")
            return Moment("", Seen({}, (), (), ""))
        self._known(data, _OF_A_MOMENT, f"{where}.")
        state = data.get("state")
        good = data.get("good")
        if good is not None and type(good) is not bool:
            self._wrong(f"{where}.good", good, "true, false or null")
        seen = Seen(
            visible=self._table(data.get("visible"), f"{where}.visible", int),
            choices=tuple(
                Offer(id_)
                for id_ in self._list(
                    data.get("offered"), f"{where}.offered", self._entry
                )
            ),
            cues=self._list(data.get("cues", []), f"{where}.cues", self._entry),
            ending=self._text(data, "told", "", f"{where}."),
        )
        return Moment(
            choice=self._text(data, "choice", "", f"{where}."),
            observation=seen,
            state=None if state is None else self._table(state, f"{where}.state", int),
            good=good,
        )

    def _known(self, data: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in data:
            if key not in known:
                self.faults.append(f"{where}{shorten(str(key))}: no such key")

    def _entry(self, value: object, where: str) -> str:
        if type(value) is not str:
            self._wrong(where, value, "a text")
            return ""
        return self._clean(value, where)

    def _text(
        self,
        data: Mapping[str, Any],
        key: str,
        otherwise: str | None = None,
        where: str = "",
    ) -> str:
        value = data.get(key)
        if value is None and otherwise is not None:
            return otherwise
        return self._entry(value, f"{where}{key}")

    def _clean(self, value: str, where: str) -> str:
        try:
            value.encode()
        except UnicodeEncodeError:
            self.faults.append(f"{where}: holds half a character")
        return value

    def _list(
        self, value: object, where: str, entry: Callable[[object, str], T]
    ) -> tuple[T, ...]:
        if type(value) is not list:
            self._wrong(where, value, "a list")
            return ()
        return tuple(entry(each, f"{where}[{n}]") for n, each in enumerate(value))

    def _table(self, value: object, where: str, kind: type[T]) -> dict[str, T]:
        if not isinstance(value, Mapping):
            self._wrong(where, value, "a table")
            return {}
        kinds = {int, float} if kind is float else {kind}
        fitting = {}
        for key, each in value.items():
            if type(key) is str and type(each) in kinds:
                fitting[self._clean(key, where)] = each
            else:
                self._wrong(f"{where}.{shorten(str(key))}", each, _NAMES[kind])
        return fitting

    def _wrong(self, where: str, value: object, wanted: str) -> None:
        found = "missing" if value is None else shorten(repr(value))
        self.faults.append(f"{where}: {found}; {wanted} belongs here")


_NAMES: dict[type, str] = {int: "a whole number", float: "a number", str: "a text"}


def _refuse_constant(name: str) -> None:
    msg = f"{name} is no number of JSON"
    raise ValueError(msg)
