"""A pack that forgot to mark its hook."""


def scenario_engine_personas():
    return []
