"""A pack that needs what is not installed."""

import acme_nowhere  # type: ignore[import-not-found]

pack = acme_nowhere.pack
