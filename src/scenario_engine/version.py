"""The installed version of the engine, from the distribution's own metadata."""

from importlib.metadata import version

__version__ = version("scenario-engine")
