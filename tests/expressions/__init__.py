"""Tests of the guard and chance language."""
