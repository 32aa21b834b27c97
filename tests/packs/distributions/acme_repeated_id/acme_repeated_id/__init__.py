"""A pack that gives an id which acme-healthy gives too."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
