"""Programs in the words of other tools: ask for a submodule by name."""
