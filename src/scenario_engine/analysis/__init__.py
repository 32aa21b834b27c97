"""Exact answers: what can be reached, what it is worth, and what is wrong with it."""

from __future__ import annotations

from scenario_engine.analysis.budget import Budget
from scenario_engine.analysis.checking import Check, check, check_scenario
from scenario_engine.analysis.findings import Finding
from scenario_engine.analysis.plays import FAR, Play, Turn, distances, shortest
from scenario_engine.analysis.states import StateSpace, explore
from scenario_engine.analysis.strategies import uniform
from scenario_engine.analysis.summary import Summary, summarise
from scenario_engine.analysis.values import Values, best, under, worst
from scenario_engine.analysis.written import read_play, write_play
from scenario_engine.vocabulary import Thresholds

__all__ = [
    "FAR",
    "Budget",
    "Check",
    "Finding",
    "Play",
    "StateSpace",
    "Summary",
    "Thresholds",
    "Turn",
    "Values",
    "best",
    "check",
    "check_scenario",
    "distances",
    "explore",
    "read_play",
    "shortest",
    "summarise",
    "under",
    "uniform",
    "worst",
    "write_play",
]
