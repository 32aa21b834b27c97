"""Reading a data file as TOML, friendly or hostile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.errors import PackError
from scenario_engine.packs.files import DataFile, read_toml

TOML = "Texts stand in quotes, lists in square brackets, and each key stands once."


def read(data):
    """Read *data* as the file well.toml of the pack water."""
    return read_toml(DataFile("water", "well.toml", data))


def refusal(data):
    """Return the whole message with which *data* is refused."""
    with pytest.raises(PackError) as caught:
        read(data)
    return str(caught.value)


def test_numbers_keep_their_decimal_text():
    """What is written 0.10 is not the nearest binary number."""
    data = read(b"a = 0.10\nb = 1_000.5\nc = 1e-3\nd = 7\ne = 0x1F")

    assert data == {
        "a": Decimal("0.10"),
        "b": Decimal("1000.5"),
        "c": Decimal("0.001"),
        "d": 7,
        "e": 31,
    }
    assert str(data["a"]) == "0.10"


def test_texts_are_composed():
    """An e with an accent is one letter, however an editor wrote it."""
    assert read("a = ['caf\u0065\u0301']".encode()) == {"a": ["caf\u00e9"]}


def test_an_empty_file_holds_nothing():
    """Nothing is wrong with the TOML of an empty file."""
    assert read(b"") == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a = ", f"the end of the file: a =: not TOML: Invalid value. {TOML}"),
        (
            b"a = 1\nwhen = trust >= 2\n",
            "line 2, column 8: when = trust >= 2: not TOML: Invalid value. " + TOML,
        ),
        (
            b"a = 1\na = 2\n",
            f"line 2, column 6: a = 2: not TOML: Cannot overwrite a value. {TOML}",
        ),
        (
            b"[a]\n[a]\n",
            "line 2, column 3: [a]: not TOML: Cannot declare ('a',) twice. " + TOML,
        ),
        (
            b"a = [1,\n2",
            f"the end of the file: 2: not TOML: Unclosed array. {TOML}",
        ),
        (
            b'a = "x\nb = 1\n',
            """line 1, column 7: a = "x: not TOML: Illegal character '\\n'. """ + TOML,
        ),
        (
            b"a = 'x\n",
            """the end of the file: not TOML: Expected "'". """ + TOML,
        ),
        (
            b"a = 1\x00",
            "line 1, column 6: a = 1\\u0000: not TOML: Expected newline or end of "
            f"document after a statement. {TOML}",
        ),
        (
            b"a = 2020-13-01\n",
            "line 1, column 9: a = 2020-13-01: not TOML: Expected newline or end of "
            f"document after a statement. {TOML}",
        ),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(data, said):
    """The message holds the place, the line and what belongs there."""
    assert refusal(data) == f"water: well.toml: {said}"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\xef\xbb\xbfa = 1",
            "begins with a byte order mark. "
            "Save the file as UTF-8 without a byte order mark.",
        ),
        (
            "a = 1\nb = 'é'".encode("latin-1"),
            "line 2, column 6: byte 0xE9: not UTF-8. Save the file as UTF-8.",
        ),
        (
            "a = 1".encode("utf-16"),
            "line 1, column 1: byte 0xFF: not UTF-8. Save the file as UTF-8.",
        ),
        (
            b"a = nan",
            "a: nan: not a number that can be reckoned with. Write a number "
            "such as 0.5.",
        ),
        (
            b"a = [-inf]",
            "a > entry 1: -inf: not a number that can be reckoned with. "
            "Write a number such as 0.5.",
        ),
        (
            b"a = 1e999",
            "a: 1e999: not a number that can be reckoned with. "
            "Write a number such as 0.5.",
        ),
        (b"a = 1e60", "a: 1E+60: beyond 2 to the power of 53. Write a smaller number."),
        (
            b"a = -9007199254740993",
            "a: -9007199254740993: beyond 2 to the power of 53. "
            "Write a smaller number.",
        ),
        (
            b"a = 0x20000000000001",
            "a: 9007199254740993: beyond 2 to the power of 53. Write a smaller number.",
        ),
        (
            b"k" * 101 + b" = 1",
            f"line 1, column 1: {'k' * 50}…: 101 characters without a space or "
            "quotes. Write keys and numbers of at most 100 characters.",
        ),
        (
            b"a = 0.000000000000000000001",
            "a: 1E-21: more than 20 decimal places. Round it.",
        ),
        (b"a = 2020-02-01", "a: 2020-02-01: a date or a time. Write it in quotes."),
        (b"a = 10:00:00", "a: 10:00:00: a date or a time. Write it in quotes."),
        (
            'a = "x\u202ey"'.encode(),
            "a: U+202E: a character that changes the direction of writing. "
            "Remove the character.",
        ),
        (
            b'a = "\\u2066"',
            "a: U+2066: a character that changes the direction of writing. "
            "Remove the character.",
        ),
        (b'a = "\\u0000"', "a: U+0000: a control character. Remove the character."),
        (b'a = "\\u001B[2J"', "a: U+001B: a control character. Remove the character."),
        (
            b'[a]\n"b\\u202e" = 1',
            "a: b\\u202E: a key with characters that do not show as they are. "
            "Write the key in plain letters.",
        ),
        (
            "[a]\n'e\u0301' = 1".encode(),
            "a: e\u0301: a key with characters that do not show as they are. "
            "Write the key in plain letters.",
        ),
        (
            b"'" + b"k" * 101 + b"' = 1",
            f"{'k' * 100}: a key of 101 characters. Shorten it to 100 characters.",
        ),
        (
            b"a = '" + b"x" * 65537 + b"'",
            "a: 65537 characters: longer than 65536 characters. Shorten the text.",
        ),
    ],
)
def test_what_no_data_file_may_hold_is_refused(data, said):
    """The message says what stands there and how to mend it."""
    assert refusal(data) == f"water: well.toml: {said}"


def test_everything_that_is_refused_is_told_at_once():
    """Three unusable values give three faults, in the order of the file."""
    assert refusal(b"a = nan\nb = [1, inf]\n[c]\nd = 2020-01-01").split("\n") == [
        "water: well.toml: a: nan: not a number that can be reckoned with. "
        "Write a number such as 0.5.",
        "water: well.toml: b > entry 2: inf: not a number that can be reckoned with. "
        "Write a number such as 0.5.",
        "water: well.toml: c > d: 2020-01-01: a date or a time. Write it in quotes.",
    ]


def test_of_very_many_faults_the_first_are_told():
    """A file of 150 faults is told with a hundred of them, and their number."""
    lines = refusal(b"a = [" + b"nan, " * 150 + b"]").split("\n")

    assert len(lines) == 101
    assert lines[-1] == "water: well.toml: 50 more faults. Mend the first ones."


HOSTILE = {
    "a dotted key of 10,000 parts": (
        b".".join([b"a"] * 10_000) + b" = 1",
        "line 1, column 32: a key of more than 16 parts. Shorten the key.",
    ),
    "a table's name of 10,000 parts": (
        b"[" + b" . ".join([b'"a"'] * 10_000) + b"]",
        "line 1, column 96: a key of more than 16 parts. Shorten the key.",
    ),
    "a bomb behind a text that looks like a comment": (
        b'a = """ # """\n' + b".".join([b"b"] * 10_000) + b" = 1",
        "line 2, column 32: a key of more than 16 parts. Shorten the key.",
    ),
    "a bomb behind quotation marks within others": (
        b"""a = "'" \nb = '"' \nc = '''x''''\nd = "\\"" # "\ne = \"\"\"x\"\"\"\"\n"""
        + b".".join([b"b"] * 10_000)
        + b" = 1",
        "line 6, column 32: a key of more than 16 parts. Shorten the key.",
    ),
    "28,000 keys of 16 parts": (
        b"".join(b"%x%s = 1\n" % (n, b".a" * 15) for n in range(28_000))[: 2**20],
        "line 2001, column 4: more than 30000 keys of several parts. Split the file.",
    ),
    "lists nested 900 deep": (
        b"a = " + b"[" * 900 + b"]" * 900,
        "line 1, column 37: nested more than 32 levels deep. "
        "Close the brackets, or nest less.",
    ),
    "tables nested 900 deep": (
        b"a = " + b"{a = " * 900 + b"1" + b"}" * 900,
        "line 1, column 165: nested more than 32 levels deep. "
        "Close the brackets, or nest less.",
    ),
    "dotted keys nested 33 deep": (
        b"[a.a.a.a.a.a.a.a.a.a]\na.a.a.a.a.a.a.a.a.a.a.a = {a.a.a.a.a.a.a.a.a.a.a = 1}",
        "nested more than 32 levels deep. Nest less.",
    ),
    "a number of a million hexadecimal digits": (
        b"a = 0x" + b"f" * 10**6,
        f"line 1, column 5: 0x{'f' * 48}…: 1000002 characters without a space or "
        "quotes. Write keys and numbers of at most 100 characters.",
    ),
    "a number of a million digits": (
        b"a = " + b"9" * 10**6,
        f"line 1, column 5: {'9' * 50}…: 1000000 characters without a space or "
        "quotes. Write keys and numbers of at most 100 characters.",
    ),
    "a number of a million places": (
        b"a = 0." + b"9" * 10**6,
        f"line 1, column 7: {'9' * 50}…: 1000000 characters without a space or "
        "quotes. Write keys and numbers of at most 100 characters.",
    ),
    "a million empty lists": (
        b"a = [" + b"[]," * 340_000 + b"]",
        "more than 20000 values. Split the file.",
    ),
    "170,000 tables": (b"[[a]]\n" * 170_000, "more than 20000 values. Split the file."),
    "two mebibytes": (b"#" * 2**21, "larger than 1048576 bytes. Split the file."),
}

CHILD = """
import json, resource, sys, time
from scenario_engine.errors import PackError
from scenario_engine.packs.files import DataFile, read_toml

resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
began = time.process_time()
try:
    read_toml(DataFile("water", "well.toml", sys.stdin.buffer.read()))
    said = ""
except PackError as error:
    said = str(error)
print(json.dumps([said, time.process_time() - began]))
"""


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.long
def test_a_hostile_file_is_refused_soon_and_in_little_memory(case):
    """In a process of its own, with 400 MB of addresses in all, within seconds."""
    data, said = HOSTILE[case]
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(400 * 2**20)],
        input=data,
        capture_output=True,
        check=True,
        timeout=60,
        # NumPy's threads each claim addresses of their own.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    told, seconds = json.loads(child.stdout)

    assert told == f"water: well.toml: {said}"
    assert seconds < 3


def read_or_refused(data):
    """Return what is said of *data* where it is refused."""
    try:
        read(data)
    except PackError as error:
        return str(error)
    return ""


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    """Nothing but a pack error comes of whatever stands in a file."""
    said = read_or_refused(data)

    assert not said or said.startswith("water: well.toml: ")


@given(st.text(alphabet="ab.=[]{}\"'\\#,\n 0e-", max_size=60))
def test_toml_that_is_almost_right_is_read_or_refused(text):
    """The same, with the signs that TOML is made of."""
    said = read_or_refused(text.encode())

    assert not said or said.startswith("water: well.toml: ")
