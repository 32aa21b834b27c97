"""A pack with faults in two of its files."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
