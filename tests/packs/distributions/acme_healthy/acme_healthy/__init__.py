"""A sound pack of data."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
