"""What must never happen in a scenario, however it is played."""

from __future__ import annotations

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.vocabulary.fields import is_id, is_text


@attrs.frozen(kw_only=True)
class Never:
    """
    A promise of the scenario's author: no play whatever makes the event happen.

    A policy is a rule that a trainee may break; this is one that the scenario must not
    be able to break. `check` proves it, or shows the play that breaks it.

    Attributes:
        id: Its id.
        event: What must never happen. It is looked at for everything that can be
            chosen, and at the end; as a policy's event, it may name the
            ``intervention``, its ``technique``, ``family`` and ``addressee``, and
            every variable.
        text: The promise, in words.
    """

    id: str = attrs.field(validator=is_id)
    event: Expression
    text: str = attrs.field(validator=is_text)
