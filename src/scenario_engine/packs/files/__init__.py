"""Data files: found in a folder, read within bounds, told with every fault at once."""

from __future__ import annotations

from scenario_engine.packs.files.datafile import DataFile
from scenario_engine.packs.files.folder import data_files, read_toml
from scenario_engine.packs.files.structure import read_collection, read_scenario

__all__ = ["DataFile", "data_files", "read_collection", "read_scenario", "read_toml"]
