"""Packs: distributions that bring scenarios, and whatever scenarios are made of."""

from __future__ import annotations

from scenario_engine.packs.data_pack import DataPack
from scenario_engine.packs.hookspecs import hookimpl
from scenario_engine.packs.loading import load_packs
from scenario_engine.packs.registry import Registry
from scenario_engine.packs.report import PackReport
from scenario_engine.packs.scorer import Played, PlayedTurn, Scorer

__all__ = [
    "DataPack",
    "PackReport",
    "Played",
    "PlayedTurn",
    "Registry",
    "Scorer",
    "hookimpl",
    "load_packs",
]
