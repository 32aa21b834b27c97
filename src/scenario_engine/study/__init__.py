"""Experiments: who learns what from practice, and how sure that is."""
