"""A pack with a hook that there is not."""

from scenario_engine.packs import hookimpl


@hookimpl
def scenario_engine_personnas():
    return []
