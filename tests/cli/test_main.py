"""The command line as a whole: where it leads, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scenario_engine.cli import listing
from scenario_engine.cli.main import COMMANDS, main
from scenario_engine.version import __version__

from .places import PARCELS

SHELL = [sys.executable, "-m", "scenario_engine.cli.main"]


def in_a_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run *line* in a shell, in which `engine` is the command."""
    engine = " ".join([*SHELL, "--pack-dir", str(PARCELS)])
    return subprocess.run(
        ["bash", "-c", f'set -o pipefail; engine() {{ {engine} "$@"; }}; {line}'],
        capture_output=True,
        text=True,
        check=False,
        # As usual: what is written last is handed over at the end of the process.
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": ""},
    )


def test_the_version_is_told(command):
    """`--version` tells program and version."""
    ran = command("--version")

    assert (ran.code, ran.out) == (0, f"scenario-engine {__version__}\n")


def test_help_names_every_command_and_the_exit_codes(command):
    """Whoever asks for help sees what there is."""
    ran = command("--help")

    assert ran.code == 0
    assert [m.NAME for m in COMMANDS] == [
        name for name in (m.NAME for m in COMMANDS) if f"\n    {name} " in ran.out
    ]
    assert "exit codes: 0 fine; 1 findings" in ran.out


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: module.NAME)
def test_every_command_explains_itself(module, command):
    """The help of a command says what its module says it is about."""
    ran = command(module.NAME, "--help")

    assert ran.code == 0
    assert " ".join(module.__doc__.split()) in " ".join(ran.out.split())


def test_options_may_stand_before_the_command_and_after_it(command):
    """What is given in both places adds up."""
    before = command("--pack-dir", PARCELS, "list")
    after = command("list", "--pack-dir", PARCELS)
    both = command("--pack-dir", PARCELS, "packs", "--block", "parcels", "--json")

    assert before == after
    assert "late-parcel" in before.out
    assert '"state": "blocked"' in both.out


def test_an_interrupted_command_ends_quietly(command, monkeypatch):
    """Ctrl-C is no error to be explained."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "open_packs", interrupted)
    ran = command("list")

    assert (ran.code, ran.out, ran.err) == (130, "", "")


def broken(*_):
    """Stand in for a part of the engine that has a bug."""
    raise KeyError("nothing")


def test_a_bug_is_called_a_bug_with_a_way_to_report_it(command, monkeypatch):
    """Whatever was not foreseen is one message too, which does not blame the user."""
    monkeypatch.setattr(listing, "open_packs", broken)
    ran = command("list")

    assert (ran.code, ran.out) == (70, "")
    assert ran.err == (
        "scenario-engine: a bug in scenario-engine, not in what you typed: KeyError: "
        "'nothing'. Please report it with the output of the same command after "
        "--traceback: `scenario-engine --traceback …`\n"
    )


def test_a_bug_is_shown_with_its_traceback_when_asked(command, monkeypatch):
    """The report of a bug says where it is."""
    monkeypatch.setattr(listing, "open_packs", broken)
    ran = command("--traceback", "list")

    assert ran.code == 70
    assert ran.err.startswith("scenario-engine: a bug:\nTraceback (most recent call")
    assert ran.err.endswith("KeyError: 'nothing'\n")


def test_nobody_reading_to_the_end_is_no_error():
    """`… | head` ends the command without a word, as it does others."""
    ran = in_a_shell("engine show late-parcel --json | (exec 0<&-; sleep 1)")

    assert (ran.returncode, ran.stdout, ran.stderr) == (141, "", "")


def test_help_may_be_cut_off_too():
    """Help that nobody reads to its end is not complained about either."""
    ran = in_a_shell("engine --help | (exec 0<&-; sleep 1)")

    assert (ran.returncode, ran.stdout, ran.stderr) == (141, "", "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_one_message():
    """A full disk is told once, without a traceback at Python's end."""
    ran = in_a_shell("engine list > /dev/full")

    assert (ran.returncode, ran.stderr) == (
        2,
        "scenario-engine: cannot write the output: No space left on device\n",
    )


def test_a_closed_output_is_one_message():
    """So is an output that was closed before the command began."""
    ran = in_a_shell("engine list >&-")

    assert (ran.returncode, ran.stderr) == (
        2,
        "scenario-engine: cannot write the output: there is no stream to write to\n",
    )


def test_nobody_listening_for_errors_changes_no_exit_code():
    """With both streams closed the exit code still tells."""
    assert in_a_shell("engine show nobody 2>&-").returncode == 2


def test_main_reads_the_command_line_itself(monkeypatch, capsys):
    """Without arguments it takes those of the process."""
    monkeypatch.setattr("sys.argv", ["scenario-engine", "--version"])

    assert main() == 0
    assert capsys.readouterr().out == f"scenario-engine {__version__}\n"
