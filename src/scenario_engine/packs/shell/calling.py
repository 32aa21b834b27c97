"""The hooks of one pack: verified, then called, whatever they may raise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import attrs
from pluggy import PluginManager

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs import hookspecs
from scenario_engine.packs.hookspecs import (
    ADAPT,
    DATA_HOOKS,
    HOOKS,
    PROJECT,
    SCORERS,
)
from scenario_engine.packs.scorer import Scorer
from scenario_engine.packs.shell.blame import attempt
from scenario_engine.packs.shell.verification import api_faults, hook_faults
from scenario_engine.vocabulary import KINDS, Scenario

MOST_OBJECTS = 10_000
"""How many objects of one kind a pack may give."""

_MEND = "Mend the pack, or block it"


@attrs.frozen
class Hooks:
    """
    The hooks that one pack implements, in a plugin manager of their own.

    Nothing else calls a hook, so no pack can be called without its guard.

    Attributes:
        pack: The pack's id.
        names: The hooks that it implements, in the order of the calls.
    """

    pack: str
    names: tuple[str, ...]
    _manager: PluginManager = attrs.field(repr=False, eq=False)

    @classmethod
    def of(cls, plugin: object, pack: str) -> Hooks:
        """
        Verify the hooks of *plugin*.

        Raises:
            PackError: With everything that is wrong with them.
        """
        faults = list(_verified(lambda: api_faults(plugin, pack), pack))
        # Hooks of another version may well have other names.
        faults = faults or list(_verified(lambda: hook_faults(plugin, pack), pack))
        if faults:
            raise PackError(faults)
        manager = PluginManager(PROJECT)
        manager.add_hookspecs(hookspecs)

        def register() -> None:
            manager.register(plugin, pack)
            manager.check_pending()

        attempt(register, pack, "", "while its hooks were registered", _MEND)
        callers = manager.get_hookcallers(plugin) or ()
        names = {caller.name for caller in callers}
        return cls(pack, tuple(name for name in HOOKS if name in names), manager)

    def objects(self, kind: str) -> tuple[Any, ...]:
        """
        Ask for the objects of one *kind*; none, where the pack has no such hook.

        Raises:
            PackError: If the hook raises, or answers with anything else.
        """
        return self._given(DATA_HOOKS[kind], KINDS[kind])

    def scorers(self) -> tuple[Scorer, ...]:
        """
        Ask for the scoring rules in Python; none, where the pack has no such hook.

        Raises:
            PackError: If the hook raises, or answers with anything else.
        """
        return self._given(SCORERS, Scorer)

    def adapt(self, scenario: Scenario) -> Scenario | None:
        """
        Ask for an adapted *scenario*; None, as from a pack that adapts nothing,
        leaves it as it is.

        Raises:
            PackError: If the hook raises, or answers with anything else.
        """
        hook = getattr(self._manager.hook, ADAPT)
        answer: object = self._call(ADAPT, lambda: hook(scenario=scenario))
        if answer is None or isinstance(answer, Scenario):
            return answer
        raise PackError(
            [
                Fault(
                    self.pack,
                    "",
                    ADAPT,
                    _name(answer),
                    "neither a Scenario nor None",
                    "Return the scenario as it shall be, or None",
                )
            ]
        )

    def _given(self, name: str, expected: type) -> tuple[Any, ...]:
        """Ask the hook *name* for objects of the class *expected*."""
        if name not in self.names:
            return ()
        answer = self._call(name, lambda: _taken(getattr(self._manager.hook, name)()))
        faults = [
            Fault(self.pack, "", name, value, problem, mend)
            for value, problem, mend in _refused(answer, expected)
        ]
        if faults:
            raise PackError(faults)
        return tuple(answer)

    def _call(self, name: str, call: Any) -> Any:
        return attempt(call, self.pack, name, "when the hook was called", _MEND)


def _verified(check: Any, pack: str) -> tuple[Fault, ...]:
    doing = "while its hooks were looked at"
    found: tuple[Fault, ...] = attempt(lambda: tuple(check()), pack, "", doing, _MEND)
    return found


def _taken(answer: Any) -> Any:
    """Take what a hook gives out of its iterable, within the guard of the call."""
    if not isinstance(answer, Iterable) or isinstance(answer, str | bytes | Mapping):
        return answer
    return list(islice(answer, MOST_OBJECTS + 1))


def _refused(answer: Any, expected: type) -> Iterable[tuple[str, str, str]]:
    """Yield value, problem and mend of everything that is no *expected*."""
    mend = f"Return {expected.__name__} objects, or an empty tuple"
    if not isinstance(answer, list):
        yield _name(answer), f"not an iterable of {expected.__name__}", mend
    elif len(answer) > MOST_OBJECTS:
        yield "", f"more than {MOST_OBJECTS} objects", "Give fewer"
    else:
        for position, entry in enumerate(answer, 1):
            if not isinstance(entry, expected):
                where = f"entry {position}: {_name(entry)}"
                yield where, f"not of the class {expected.__name__}", mend


def _name(value: object) -> str:
    return "None" if value is None else f"a value of the class {type(value).__name__}"
