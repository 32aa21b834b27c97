"""What must never happen, as conditions on states and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.program import ir
from scenario_engine.program.lowering.actions import NO_ACTION, chosen, event_symbols
from scenario_engine.program.lowering.effects import Place
from scenario_engine.program.lowering.scope import bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.program.lowering.scene import Scene
    from scenario_engine.program.lowering.scope import Scope


def nevers(
    scene: Scene, scope: Scope, actions: Sequence[ir.Action]
) -> Iterator[ir.Never]:
    """Lower what *scene* promises, for each of its *actions* and for the end."""
    events = scope.with_symbols(event_symbols(scene))
    for never in scene.scenario.never:
        path = f"never '{never.id}'"
        event = events.guard(never.event, f"{path} > event")
        yield ir.Never(
            id=never.id,
            text=never.text,
            at_end=bind(event, NO_ACTION),
            on_choice=tuple(bind(event, chosen(action)) for action in actions),
            origin=Place(scene, scene.pack, path).origin,
        )
