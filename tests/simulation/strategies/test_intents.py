"""What somebody means to do: the first that is offered of what is meant."""

from __future__ import annotations

import attrs

from scenario_engine.analysis import explore
from scenario_engine.simulation.strategies.intents import first_offered, intents
from scenes import LISTEN, program, scenario


def test_a_technique_means_every_intervention_that_uses_it():
    """In the author's order; an intervention means itself."""
    twin = attrs.evolve(LISTEN, id="listen-again")
    again = program(interventions=(*scenario().interventions, twin))

    assert intents(again, ("active-listening", "limit")) == [[0, 3], [2]]


def test_of_what_is_meant_the_first_that_is_offered_is_taken():
    """Limits can be set once something was heard."""
    space = explore(program())
    found = first_offered(space, [[0, 1], [2, 0], [2]])
    for state in space.ongoing.tolist():
        firsts = slice(space.pointer[state], space.pointer[state + 1])
        offered = space.action[firsts].tolist()
        taken = [
            int(space.action[choice]) if choice >= 0 else None
            for choice in found[state]
        ]
        limit = 2 in offered
        assert taken == [0, 2 if limit else 0, 2 if limit else None]
