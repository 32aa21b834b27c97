"""A pack whose scenario names what there is not."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
