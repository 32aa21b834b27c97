"""Programs as models in the PRISM language, for PRISM and Storm."""

from __future__ import annotations

from scenario_engine.interop.prism.model import Play, PrismModel, prism

__all__ = ["Play", "PrismModel", "prism"]
