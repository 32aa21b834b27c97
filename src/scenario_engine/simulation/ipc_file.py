"""
Arrow IPC files in which each buffer is compressed where that pays, and only there.

pyarrow compresses all buffers of a batch or none. Numbers of one byte that differ from
row to row take longer to compress than to write; columns that are the same in every
batch have to be compressed once, not each time. So the former stand in frames of LZ4
that hold them as they are, which everybody can read who reads LZ4; and numbers that
come in runs in such as `lz4_runs` makes.

pyarrow writes the beginning, with the schema and the dictionaries, and one batch of one
row, whose message and footer are then filled in with other numbers.

Source:
    Arrow columnar format 1.5, "Serialization and Interprocess Communication (IPC)":
    ``Message.fbs`` (``BodyCompression``), ``File.fbs`` (``Footer``, ``Block``).
    LZ4 frame format 1.6.4, "General Structure of LZ4 Frame Format", "Data Blocks".
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pyarrow as pa

from scenario_engine.simulation import lz4_runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import BinaryIO

_MAGIC = b"ARROW1"
_CONTINUED, _END = b"\xff\xff\xff\xff", b"\xff\xff\xff\xff\0\0\0\0"
_BLOCK = struct.Struct("<qi4xq")

# A frame of LZ4: independent blocks of up to 4 MiB, no checksum but of these bytes.
_FRAME, _FRAME_END = bytes.fromhex("04224d18607073"), bytes(4)
_MOST, _AS_IT_IS = 2**22, 2**31

# Where the fields of the tables stand that are filled in.
_HEADER, _BODY_LENGTH = 2, 3
_LENGTH, _NODES, _BUFFERS = 0, 1, 2
_BATCHES = 3


@attrs.frozen
class _Flat:
    """A table in the form of FlatBuffers: where it begins in *data*."""

    data: bytes | bytearray
    at: int

    @classmethod
    def root(cls, data: bytes | bytearray) -> _Flat:
        """Return the outermost table."""
        return cls(data, _number("<I", data, 0))

    def place(self, field: int) -> int:
        """Return where the value of *field* stands, or what leads to it."""
        fields = self.at - _number("<i", self.data, self.at)
        entry = 4 + 2 * field
        assert entry < _number("<H", self.data, fields), "a field of more than nothing"
        return self.at + _number("<H", self.data, fields + entry)

    def target(self, field: int) -> int:
        """Return where the table or vector stands that *field* leads to."""
        place = self.place(field)
        return place + _number("<I", self.data, place)


def _number(form: str, data: bytes | bytearray, at: int) -> int:
    found: int = struct.unpack_from(form, data, at)[0]
    return found


@attrs.frozen
class _Message:
    """The message of a batch, to be filled in: where in *data* its numbers stand."""

    data: bytes
    body_length: int
    length: int
    nodes: int
    buffers: int

    @classmethod
    def of(cls, data: bytes) -> _Message:
        """Return what there is to fill in in *data*."""
        message = _Flat.root(data)
        batch = _Flat(data, message.target(_HEADER))
        return cls(
            data,
            message.place(_BODY_LENGTH),
            batch.place(_LENGTH),
            batch.target(_NODES) + 4,
            batch.target(_BUFFERS) + 4,
        )

    def filled(self, columns: Sequence[_Column]) -> tuple[bytes, int]:
        """Return the message for *columns*, and how long their buffers are together."""
        sizes = [len_ for column in columns for len_ in column.sizes]
        ends = np.cumsum([_padded(size) for size in sizes])
        data, body = bytearray(self.data), int(ends[-1])
        struct.pack_into("<q", data, self.body_length, body)
        struct.pack_into("<q", data, self.length, columns[0].count)
        nodes = np.array([(column.count, column.nulls) for column in columns])
        buffers = np.column_stack((np.append(0, ends[:-1]), sizes))
        for at, numbers in ((self.nodes, nodes), (self.buffers, buffers)):
            told = numbers.astype("<i8").tobytes()
            data[at : at + len(told)] = told
        return bytes(data), body


@attrs.frozen(eq=False)
class _Column:
    """
    A column as it stands in a batch.

    Attributes:
        count, nulls: How many rows it has, and how many of them are missing.
        sizes: How long each of its buffers is.
        parts: What is written of them.
    """

    count: int
    nulls: int
    sizes: tuple[int, ...]
    parts: tuple[Any, ...]


def _column(array: Any, codec: Any, *, is_shared: bool) -> _Column:
    """Return *array* as it stands in a batch, compressed where that pays."""
    codes = array.indices if pa.types.is_dictionary(array.type) else array
    validity, *others = codes.buffers()
    sizes: list[int] = []
    parts: list[Any] = []
    for buffer in (validity if codes.null_count else None, *others):
        if not buffer:
            sizes.append(0)
            continue
        if is_shared or buffer is validity:
            told = _compressed(buffer, codec)
        else:
            told = _told(buffer, codec, codes.type)
        size = sum(map(len, told))
        sizes.append(8 + size)
        pad = bytes(_padded(size) - size)
        parts += [struct.pack("<q", buffer.size), *told, pad]
    return _Column(len(codes), codes.null_count, tuple(sizes), tuple(parts))


def _told(buffer: Any, codec: Any, kind: Any) -> tuple[Any, ...]:
    """Return a frame of LZ4 with *buffer*, which holds values of *kind*."""
    if buffer.size > _MOST or pa.types.is_string(kind):
        return _compressed(buffer, codec)
    if kind.bit_width <= 8:
        return _framed(buffer, _AS_IT_IS | buffer.size)
    if kind.bit_width == 64:
        block = lz4_runs.block(np.frombuffer(buffer, "<u8"))
        if block is not None:
            return _framed(block, len(block))
    return _compressed(buffer, codec)


def _compressed(buffer: Any, codec: Any) -> tuple[Any, ...]:
    return (codec.compress(buffer, asbytes=True),)


def _framed(block: Any, size: int) -> tuple[Any, ...]:
    return _FRAME + struct.pack("<I", size), block, _FRAME_END


def _padded(size: int) -> int:
    return size + -size % 8


class IpcFile:
    """
    Writes an Arrow IPC file batch by batch.

    Args:
        file: Where to.
        schema: Of numbers, truth values, texts, and dictionaries of texts, which are
            the same in every batch.
    """

    def __init__(self, file: BinaryIO, schema: Any) -> None:
        self._file = file
        self._schema = schema
        self._codec = pa.Codec("lz4")
        self._message: _Message | None = None
        self._footer = b""
        self._at = 0
        self._blocks: list[bytes] = []
        self._same: Mapping[int, Any] = {}
        self._known: dict[int, _Column] = {}

    def write(self, same: Mapping[int, Any], own: Mapping[int, Any]) -> None:
        """
        Write a batch, of one row at least.

        Args:
            same: Arrays of pyarrow by their place in the schema, none of which is part
                of a longer one; where it is the same mapping as for the batch before,
                they are not compressed again.
            own: Those of this batch alone; they are taken before those of *same*.
        """
        if self._message is None:
            self._message = self._begun({**same, **own})
        if same is not self._same:
            self._same, self._known = same, self._made(same, is_shared=True)
        found = {**self._known, **self._made(own, is_shared=False)}
        columns = [found[place] for place in range(len(found))]
        message, body = self._message.filled(columns)
        head = _CONTINUED + struct.pack("<i", len(message)) + message
        self._blocks.append(_BLOCK.pack(self._at, len(head), body))
        self._file.write(head)
        for column in columns:
            self._file.writelines(column.parts)
        self._at += len(head) + body

    def close(self) -> None:
        """Write what stands at the end."""
        if self._message is None:
            pa.ipc.new_file(self._file, self._schema).close()
            return
        footer = bytearray(self._footer)
        # The numbers of a vector of blocks begin at a multiple of eight.
        footer += bytes((4 - len(footer)) % 8)
        place = _Flat.root(footer).place(_BATCHES)
        struct.pack_into("<I", footer, place, len(footer) - place)
        footer += struct.pack("<I", len(self._blocks)) + b"".join(self._blocks)
        self._file.write(_END + footer + struct.pack("<i", len(footer)) + _MAGIC)

    def _made(
        self, arrays: Mapping[int, Any], *, is_shared: bool
    ) -> dict[int, _Column]:
        return {
            place: _column(array, self._codec, is_shared=is_shared)
            for place, array in arrays.items()
        }

    def _begun(self, arrays: Mapping[int, Any]) -> _Message:
        """Write what stands before the first batch, and return the message of one."""
        listed = [arrays[place].slice(0, 1) for place in range(len(arrays))]
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
        with pa.ipc.new_file(sink, self._schema, options=options) as writer:
            writer.write_batch(pa.RecordBatch.from_arrays(listed, schema=self._schema))
        whole = sink.getvalue().to_pybytes()
        end = len(whole) - len(_MAGIC) - 4
        self._footer = whole[end - _number("<i", whole, end) : end]
        block = _Flat.root(self._footer).target(_BATCHES) + 4
        self._at, length, _ = _BLOCK.unpack_from(self._footer, block)
        self._file.write(whole[: self._at])
        return _Message.of(whole[self._at + 8 : self._at + length])
