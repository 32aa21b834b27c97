"""De-escalation scenarios for customer service: data, and nothing else."""

from scenario_engine.packs import DataPack

pack = DataPack(__name__)
