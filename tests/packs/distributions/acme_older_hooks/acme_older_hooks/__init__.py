"""A pack for hooks of an earlier version, which had other names."""

SCENARIO_ENGINE_API = 0


def scenario_engine_people():
    return []
