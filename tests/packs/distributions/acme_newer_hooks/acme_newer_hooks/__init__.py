"""A pack for hooks of a later version."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__, api=2)
