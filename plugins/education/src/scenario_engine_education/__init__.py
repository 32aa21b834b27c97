"""De-escalation scenarios for education: data, and nothing else."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
