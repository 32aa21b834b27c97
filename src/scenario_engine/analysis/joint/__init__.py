"""
Joint scenes: several participants, millions of states, no product written down.

Exploring a scene of two participants writes a branch for every state of the one with
every state of the other. Most steps of a turn touch few variables, and all valuations
of the others pass them by: here a step is a small matrix over what it touches, and
moves whole rows of the others at a time.
"""

from __future__ import annotations

from scenario_engine.analysis.joint.valuing import JointValues, estimate, joint_values

__all__ = ["JointValues", "estimate", "joint_values"]
