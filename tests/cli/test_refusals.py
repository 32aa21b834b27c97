"""Bad input: one message each, that says what is wrong and how to mend it."""

from __future__ import annotations

import json
import re
import zlib

import pytest

from scenario_engine.session.journal import encode
from scenario_engine.version import __version__

from .places import FAULTY, PARCELS


def checked(text: bytes) -> bytes:
    """Return *text* as a line of a journal, whatever it says."""
    return b"%08x %s\n" % (zlib.crc32(text), text)


SEEDS = "from 0 to 18446744073709551615"

# Exit code 2 and one message. `{here}` is an empty folder of the test.
REFUSED = {
    ("show", "late-parcle"): "No scenario 'late-parcle'. Did you mean 'late-parcel'?",
    ("show", "zzz"): "No scenario 'zzz'. There are late-parcel.",
    ("show", "\x1b[2J"): "No scenario '\\x1b[2J'. There are late-parcel.",
    ("show", "\udcff"): "No scenario '\\udcff'. There are late-parcel.",
    ("play", "late"): "No scenario 'late'. There are late-parcel.",
    ("check", "late-parcel", "lat-parcel"): (
        "No scenario 'lat-parcel'. Did you mean 'late-parcel'?"
    ),
    ("demo", "one-way"): "No scenario 'one-way'. There are late-parcel.",
    ("--block", "parcells", "list"): (
        "--block parcells: no pack of this id is installed. Did you mean 'parcels'?"
    ),
    ("list", "--block", "zzz"): (
        "--block zzz: no pack of this id is installed. Leave the option out."
    ),
    ("list", "--pack-dir", "{here}/nowhere"): (
        "--pack-dir {here}/nowhere: no such folder. Make it, or name another."
    ),
    ("play",): (
        "play: which scenario? Give its ID (`scenario-engine list` has them all), or "
        "--resume FILE."
    ),
    ("play", "late-parcel", "--resume", "x"): (
        "play: --resume goes on with what the file holds, so ID has no place beside "
        "it. Leave it out."
    ),
    ("play", "--seed", "1", "--resume", "x"): (
        "play: --resume goes on with what the file holds, so --seed has no place "
        "beside it. Leave it out."
    ),
    ("play", "--episode", "0", "--resume", "x"): (
        "play: --resume goes on with what the file holds, so --episode has no place "
        "beside it. Leave it out."
    ),
    ("play", "--save", "y", "--resume", "x"): (
        "play: --resume goes on with what the file holds, so --save has no place "
        "beside it. Leave it out."
    ),
    ("play", "--resume", "{here}/none"): "{here}/none: No such file or directory.",
    ("play", "--resume", "{here}"): "{here}: Is a directory.",
    ("play", "late-parcel", "--save", "{here}/no/file"): (
        "{here}/no/file: No such file or directory."
    ),
    ("play", "late-parcel", "--save", "{here}"): (
        "{here}: the file exists. Give it to --resume, or save elsewhere."
    ),
}

# Exit code 2; argparse says the usage, and then this.
MISUSED = {
    (): "scenario-engine: error: the following arguments are required: COMMAND",
    ("show",): (
        "scenario-engine show: error: the following arguments are required: ID"
    ),
    ("--blok", "x", "list"): None,
    ("lisst",): None,
    ("play", "late-parcel", "--seed", "-1"): (
        "scenario-engine play: error: argument --seed: "
        f"'-1' is not a whole number {SEEDS}"
    ),
    ("play", "late-parcel", "--seed", "1_0"): (
        "scenario-engine play: error: argument --seed: "
        f"'1_0' is not a whole number {SEEDS}"
    ),
    ("play", "late-parcel", "--seed", str(2**64)): (
        "scenario-engine play: error: argument --seed: "
        f"'18446744073709551616' is not a whole number {SEEDS}"
    ),
    ("play", "late-parcel", "--seed", "٣"): (
        "scenario-engine play: error: argument --seed: "
        f"'٣' is not a whole number {SEEDS}"
    ),
    ("play", "late-parcel", "--episode", "x"): (
        "scenario-engine play: error: argument --episode: "
        "'x' is not a whole number from 0 to 281474976710655"
    ),
    ("check", "--states", "0"): (
        "scenario-engine check: error: argument --states: "
        "'0' is not a whole number from 1 to 1000000000000"
    ),
    ("check", "--seconds", "0"): (
        "scenario-engine check: error: argument --seconds: "
        "'0' is not a number of seconds above 0"
    ),
    ("check", "--seconds", "nan"): (
        "scenario-engine check: error: argument --seconds: "
        "'nan' is not a number of seconds above 0"
    ),
    ("check", "--seconds", "inf"): (
        "scenario-engine check: error: argument --seconds: "
        "'inf' is not a number of seconds above 0"
    ),
    ("check", "--seconds", "soon"): (
        "scenario-engine check: error: argument --seconds: "
        "'soon' is not a number of seconds above 0"
    ),
}


@pytest.mark.parametrize("argv", REFUSED, ids=" ".join)
def test_bad_input_is_refused_with_one_message(argv, parcels, tmp_path):
    """What cannot be done is said once, on the error stream, with the way out."""
    ran = parcels(*(word.replace("{here}", str(tmp_path)) for word in argv))

    assert (ran.code, ran.out) == (2, "")
    said = REFUSED[argv].replace("{here}", str(tmp_path))
    assert ran.err == f"scenario-engine: {said}\n"


@pytest.mark.parametrize("argv", MISUSED, ids=" ".join)
def test_bad_usage_is_refused_in_the_usual_form(argv, parcels):
    """What argparse refuses, it refuses as everywhere: the usage, and one line."""
    ran = parcels(*argv)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: scenario-engine")
    if MISUSED[argv] is not None:
        assert ran.err.splitlines()[-1] == MISUSED[argv]


def test_a_folder_that_was_named_and_is_faulty_is_refused_with_all_faults(command):
    """Whoever names a folder asks for it; it is not left out in silence."""
    ran = command("list", "--pack-dir", FAULTY)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'scenario-engine: faulty: scenarios/desk.toml: horizon: "ten": a text where a '
        "whole number belongs. Write a whole number, such as 3.\n"
        "faulty: scenarios/desk.toml: ending 'settled' > kind: good: not a word known "
        "here. Use one of goal, harm, neutral.\n"
        "faulty: scenarios/desk.toml: setting: missing. Give `setting`: where the "
        "trainee is, and who they are there.\n"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Dear diary",
        b"\x00\xff\xfe",
        encode({"a": 1}),
        encode({"scenario": 7}),
        checked(b"{"),
        checked(b"[" * 100_000),
    ],
    ids=["empty", "text", "bytes", "other", "number", "no JSON", "deep"],
)
def test_a_file_that_is_no_journal_is_refused(content, parcels, tmp_path):
    """A foreign file is not taken for a saved episode."""
    file = tmp_path / "file"
    file.write_bytes(content)
    ran = parcels("play", "--resume", file)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: {file}: not a journal of a session. "
        "Name a file that --save has made.\n"
    )
    assert file.read_bytes() == content


@pytest.fixture
def saved(parcels, tmp_path):
    """Return a journal of an episode with one turn."""
    file = tmp_path / "episode"
    assert parcels("play", "late-parcel", "--save", file, stdin="1\n").code == 0
    return file


def rewritten(file, **changes):
    """Change the header of a journal."""
    first, *rest = file.read_bytes().splitlines(keepends=True)
    header = {**json.loads(first[9:]), **changes}
    file.write_bytes(b"".join([encode(header), *rest]))


def test_a_saved_episode_is_never_overwritten(saved, parcels):
    """Saving to a file that exists is refused, and the file is left as it was."""
    before = saved.read_bytes()
    ran = parcels("play", "late-parcel", "--save", saved)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: {saved}: the file exists. "
        "Give it to --resume, or save elsewhere.\n"
    )
    assert saved.read_bytes() == before


def test_a_scenario_that_is_not_installed_cannot_be_resumed(saved, command):
    """The message names the file, the scenario and what there is."""
    ran = command("play", "--resume", saved)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: {saved}: was saved in a scenario that is not installed. "
        "No scenario 'late-parcel'. There is none: no pack that gives one is loaded.\n"
    )


def test_a_scenario_that_has_changed_cannot_be_resumed(saved, parcels):
    """An episode goes on in the scenario it was begun in, or not at all."""
    rewritten(saved, digest="0" * 64)
    ran = parcels("play", "--resume", saved)

    assert (ran.code, ran.out) == (2, "")
    assert re.sub("now [0-9a-f]{12}", "now …", ran.err) == (
        f"scenario-engine: {saved}: The scenario 'late-parcel' has changed since the session was "
        "saved (digest 000000000000, now …), so it would not go on as it began. "
        "Install the pack's earlier version, or begin a new session.\n"
    )


def test_a_journal_of_a_newer_format_cannot_be_resumed(saved, parcels):
    """What a later version wrote is not guessed at."""
    rewritten(saved, format=2)
    ran = parcels("play", "--resume", saved)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: {saved}: The session was saved in format 2, by scenario-engine "
        f"{__version__}; this version reads up to 1. Install a newer version.\n"
    )


def test_a_journal_with_a_turn_that_cannot_be_is_refused(saved, parcels):
    """A choice that was never offered is not replayed."""
    with saved.open("ab") as file:
        file.write(encode({"turn": 2, "choice": "sing"}))
    ran = parcels("play", "--resume", saved)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: {saved}: its turns cannot be replayed. "
        "'sing' is no intervention here. Choose one of listen, acknowledge, trace, "
        "promise, quote-the-rule.\n"
    )


def test_there_is_no_demo_without_a_scenario(command):
    """The core alone has nothing to play."""
    ran = command("demo")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "scenario-engine: there is no scenario to show. "
        "Install a pack that gives one.\n"
    )


def test_a_blocked_pack_is_not_there(parcels):
    """A pack's scenarios go with it."""
    ran = parcels("show", "late-parcel", "--block", "parcels")

    assert ran.code == 2
    assert ran.err == (
        "scenario-engine: No scenario 'late-parcel'. "
        "There is none: no pack that gives one is loaded.\n"
    )


def test_two_folders_of_one_name_are_refused(command, tmp_path):
    """Which of the two was meant cannot be told."""
    other = tmp_path / "parcels"
    other.mkdir()
    ran = command("list", "--pack-dir", PARCELS, "--pack-dir", other)

    assert (ran.code, ran.out) == (2, "")
    assert re.sub("/[^ ]*/", "/…/", ran.err) == (
        "scenario-engine: parcels: id: parcels: the id of the pack of /…/parcels too. "
        "Rename one of the two, or remove it.\n"
    )
