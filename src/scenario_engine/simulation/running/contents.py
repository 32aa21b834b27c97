"""A digest of what plain data holds, equal in every process."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from hashlib import sha256
from typing import Any

import attrs
import numpy as np


def content_digest(*values: object) -> str:
    """
    Return a SHA-256 of *values*: 64 hexadecimal digits.

    Equal data has an equal one wherever it is worked out: the order in which sets and
    mappings were filled makes no difference. What is no plain data (an attrs class,
    array, mapping, collection, number or text of it) counts as it is pickled.
    """
    found = sha256()
    for value in values:
        for part in _parts(value):
            found.update(len(part).to_bytes(8, "little"))
            found.update(part)
    return found.hexdigest()


def _parts(value: object) -> Iterator[bytes]:
    """Yield *value* in pieces: of which kind it is, and what it holds."""
    yield f"{type(value).__module__}.{type(value).__qualname__}".encode()
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, np.ndarray) and value.dtype != np.object_:
        yield f"{value.dtype.str}{value.shape}".encode()
        yield np.ascontiguousarray(value).tobytes()
    elif value is None or isinstance(value, str | int | float | Fraction):
        yield repr(value).encode("utf-8", "surrogatepass")
    elif attrs.has(type(value)):
        kind: Any = type(value)
        for field in attrs.fields(kind):
            yield field.name.encode()
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        entries = [b"".join(_parts(key)) for key in value]
        yield str(len(entries)).encode()
        for _, key in sorted(
            zip(entries, value, strict=True), key=lambda pair: pair[0]
        ):
            yield from _parts(key)
            yield from _parts(value[key])
    elif isinstance(value, Set):
        yield str(len(value)).encode()
        yield from sorted(b"".join(_parts(each)) for each in value)
    elif isinstance(value, list | tuple):
        yield str(len(value)).encode()
        for each in value:
            yield from _parts(each)
    else:
        yield pickle.dumps(value, protocol=4)
