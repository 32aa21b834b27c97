"""What a field of the vocabulary is, as the docstring of its class says."""

from __future__ import annotations

import inspect
import re

_ENTRY = re.compile(r"^ {4}(\w+(?:, \w+)*): (.+(?:\n {5,}.+)*)", re.MULTILINE)
_END = re.compile(r"[.;:](?=\s|$)")


def meaning(cls: type, field: str) -> str:
    """
    Return what *field* of *cls* is: the first clause of its docstring entry.

    Returns:
        The clause without its full stop, or an empty string when there is none.
    """
    said = inspect.cleandoc(cls.__doc__ or "")
    for names, entry in _ENTRY.findall(said):
        if field in names.split(", "):
            text = " ".join(entry.split())
            clause = _END.split(text, maxsplit=1)[0]
            words = clause.replace("``", "'").replace("*", "")
            return words[:1].lower() + words[1:]
    return ""
