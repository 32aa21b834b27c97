"""The engine's own pack: ladders, techniques and instruments, with their sources."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
