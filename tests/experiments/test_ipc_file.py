"""Arrow IPC files, read by pyarrow, which has no part in most of their writing."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.simulation.ipc_file import IpcFile

LABELS = pa.array(["calm", "tense", "ä"])
KINDS = (
    *(pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint64(), pa.float64()),
    *(pa.bool_(), pa.string(), pa.dictionary(pa.int8(), pa.string())),
    pa.dictionary(pa.int16(), pa.string()),
)


def column(kind, numbers):
    """Return an array of *kind*; nothing where a number is missing."""
    if pa.types.is_dictionary(kind):
        codes = [None if n is None else n % len(LABELS) for n in numbers]
        return pa.DictionaryArray.from_arrays(pa.array(codes, kind.index_type), LABELS)
    if pa.types.is_string(kind):
        return pa.array([None if n is None else "ä" * n for n in numbers], kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if n is None else n > 50 for n in numbers], kind)
    return pa.array(numbers, kind)


def written(schema, batches):
    """Return a file with *batches* in it, which are as `IpcFile.write` has them."""
    sink = BytesIO()
    file = IpcFile(sink, schema)
    for same, own in batches:
        file.write(same, own)
    file.close()
    return sink.getvalue()


def schema_of(kinds):
    fields = [pa.field(f"c{n}", kind) for n, kind in enumerate(kinds)]
    return pa.schema(fields, metadata={"about": "something"})


NUMBERS = st.integers(0, 100)
ROWS = st.sampled_from([1, 8, 65]).flatmap(
    lambda rows: st.lists(
        st.one_of(NUMBERS, NUMBERS, st.none()), min_size=rows, max_size=rows
    )
)


@st.composite
def files(draw):
    """Draw a schema, and batches of which some columns are the same as before."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    shared = draw(st.sets(st.integers(0, len(kinds) - 1)))
    batches = []
    same: dict[int, pa.Array] = {}
    for numbers in draw(st.lists(ROWS, max_size=5)):
        is_kept = bool(same) and len(next(iter(same.values()))) == len(numbers)
        if not is_kept:
            same = {place: column(kinds[place], numbers) for place in shared}
        own = {
            place: column(kind, numbers[::-1])
            for place, kind in enumerate(kinds)
            if place not in shared or draw(st.booleans())
        }
        batches.append((same, own))
    return schema_of(kinds), batches


@given(files())
def test_a_file_holds_what_was_written(drawn):
    """Batch by batch, whatever is missing; as a file and as a stream."""
    schema, batches = drawn
    content = written(schema, batches)
    reader = pa.ipc.open_file(pa.py_buffer(content))
    read = [reader.get_batch(n) for n in range(reader.num_record_batches)]

    assert reader.schema.equals(schema, check_metadata=True)
    assert len(read) == len(batches)
    for batch, (same, own) in zip(read, batches, strict=True):
        batch.validate(full=True)
        expected = {**same, **own}
        assert [expected[n] for n in range(len(schema))] == batch.columns
    if batches:
        stream = pa.ipc.open_stream(pa.py_buffer(content[8:]))
        assert stream.read_all() == reader.read_all()
        # Readers of FlatBuffers may refuse numbers of eight bytes that stand askew.
        assert int.from_bytes(content[-10:-6], "little") % 8 == 0


def test_what_differs_in_one_byte_stands_as_it_is():
    """Wider numbers are compressed; and what is the same every time, once."""
    rows = 100_000
    noise = np.random.default_rng(1).integers(0, 2, rows).astype(np.int8)
    same = {0: pa.array(np.repeat(np.int8(7), rows)), 1: pa.nulls(rows, pa.string())}
    own = {2: pa.array(noise), 3: pa.array(np.arange(rows) // 50)}
    schema = schema_of([pa.int8(), pa.string(), pa.int8(), pa.int64()])
    one = written(schema, [(same, own)])
    ten = written(schema, [(same, own)] * 10)

    assert one.count(noise.tobytes()) == 1
    assert ten.count(noise.tobytes()) == 10
    assert len(ten) < 10 * (2 * rows)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_column_of_any_length_can_be_read(more):
    """One frame of LZ4 has room for 4 MiB as they are; more are compressed."""
    long = pa.array(np.zeros(2**22 + more, dtype=np.int8))
    content = written(schema_of([pa.int8()]), [({}, {0: long})])

    assert pa.ipc.open_file(pa.py_buffer(content)).read_all()["c0"].chunk(0) == long
    assert (len(content) < 2**20) == (more > 0)
