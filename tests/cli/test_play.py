"""`play`: an episode in the terminal, stopped and gone on with at any turn."""

from __future__ import annotations

import io
import re
import shlex

import pytest

from scenario_engine.cli import screen as screens
from scenario_engine.packs import load_packs
from scenario_engine.session import Journal, Session
from scenario_engine.session.trace import read_text, verify

from .places import PARCELS

PLAY = ("play", "late-parcel", "--seed", 0)
WAY = ("listen", "listen", "trace", "acknowledge", "acknowledge")


def program():
    """Return the program of the scenario that these tests play."""
    return load_packs(only=[], folders=[PARCELS]).program("late-parcel")


def test_an_episode_is_told_from_the_opening_to_the_end(parcels):
    """Setting, level, cue, voice and numbered choices; then the end, word for word."""
    ran = parcels(*PLAY, stdin="1\n1\n3\n2\n2\n")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("""\
The late parcel
===============
Content note: A caller raises their voice.

You answer the telephone of a small parcel service.

  caller     Somebody whose parcel is late
  composure  your own calm
  traced     the parcel has been found

Rules of the house:
  -  Nobody promises a day.

Five minutes. You can stop at any time.

Dice: seed 0, episode 0. ? for help, q to stop.

Turn 1 of 8
-----------
  caller  Aggression (level 2 of 3): an insult or swearing directed at you;
          shouts on and on
          “Do you even read what you send me?”
  composure 1 (0 to 1), traced 0 (0 to 1)
  1  “Tell me what happened.” (listen)
  2  “That is a long time to wait.” (acknowledge)
  3  “I am looking for it now.” (trace)
  4  “It will be there tomorrow.” (promise)
  5  “That is our rule.” (quote-the-rule)
> 1

  you  “Tell me what happened.” (listen)
       The caller tells a piece of it.

Turn 2 of 8
-----------
""")
    assert ran.out.endswith("""\
> 2

  you  “Anybody would be cross.” (acknowledge)
       The voice gets lower.

The end
-------
"All right. Thank you." (settled: de-escalated)

  turns         5
  score         2 for Hearing (Parcel scale)
  rules broken  none
  choices       listen, listen, trace, acknowledge, acknowledge

Debrief
-------
It began worth 97.2%; choices gave nothing away, chance added 2.8 points. It
reached the goal (100%).

    1  ██████████  97%  listen       best
    2  ██████████  98%  listen       best
    3  ██████████  99%  trace        best
    4  ██████████  99%  acknowledge  best
    5  ██████████ 100%  acknowledge  best
       ██████████ 100%  the end

Keep: Active listening
----------------------
Turn 1: “Tell me what happened.” (listen)
The person feels heard; they need to defend themselves less and become less
extreme.
Read on: I Am Aware of My Inconsistencies but Can Tolerate Them: The Effect of
High Quality Listening on Speakers' Attitude Ambivalence; A Meta-analytic
Systematic Review and Theory of the Effects of Perceived Listening on Work
Outcomes; Listen to their heart: Why does active listening enhance customer
satisfaction after a service failure?

No choice gave away enough to be marked.

Worth: the chance of the goal for somebody who knows this scenario well, and of
this episode only what could be seen and heard so far. Points are percentage
points of it. What was given away is the choice's doing; the rest is chance. It
follows from the figures of the authors, most of them assumptions, and says
nothing about you on any other day.

Take a breath before the next call.
""")


def test_the_debrief_can_be_left_out(parcels):
    """The end is then told as it was, and nothing is worked out."""
    ran = parcels(*PLAY, "--no-debrief", stdin="1\n1\n3\n2\n2\n")

    assert "Debrief" not in ran.out
    assert ran.out.endswith("""\
  choices       listen, listen, trace, acknowledge, acknowledge

Take a breath before the next call.
""")


def test_a_mistake_is_told_with_what_would_have_been_better(parcels):
    """In the words of pack and catalogue; and how to try it again, if it is kept."""
    ran = parcels(*PLAY, stdin="4\n4\n3\n")

    assert (
        "    1  ██████████  97%  promise  grave mistake, gave away 49.2 points\n"
        in (ran.out)
    )
    assert "\nTurn 1 instead of promise: “Tell me what happened.” (listen)\n" in ran.out
    assert "whatif" not in ran.out


def test_a_trace_is_kept_for_a_review(parcels, tmp_path):
    """It is the episode that was played, and the commands to go on with it work."""
    file = tmp_path / "my trace.json"
    ran = parcels(*PLAY, "--trace", file, "--player", "P 1", stdin="4\n4\n3\n")
    commands = re.findall(r"(?m)^  scenario-engine (.*)$", ran.out)
    trace = read_text(file.read_bytes())

    assert trace.choices == ("promise", "promise", "trace")
    assert trace.player == "P 1"
    verify(trace, program())
    assert [shlex.split(each)[2:] for each in commands] == [
        ["review", str(file)],
        ["whatif", str(file)],
    ]
    assert parcels(*shlex.split(commands[0])[2:]).code == 0
    assert parcels(*shlex.split(commands[1])[2:], stdin="1\n").code == 0


def test_a_trace_of_an_episode_that_was_stopped_is_kept_too(
    parcels, tmp_path, monkeypatch
):
    """As far as it came; with q, and with Ctrl-C."""
    first, second = tmp_path / "first", tmp_path / "second"
    parcels(*PLAY, "--trace", first, stdin="1\nq\n")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(screens.Screen, "ask", interrupted)
    ran = parcels(*PLAY, "--trace", second)

    assert read_text(first.read_bytes()).choices == ("listen",)
    assert ran.code == 130
    assert read_text(second.read_bytes()).choices == ()


def test_a_trace_overwrites_nothing(parcels, tmp_path):
    """It is refused before the first turn."""
    file = tmp_path / "trace"
    file.write_text("mine")
    ran = parcels(*PLAY, "--trace", file)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: --trace {file}: the file exists. Name another file.\n"
    )
    assert file.read_text() == "mine"


def test_a_turn_in_which_nothing_shows_says_so(parcels):
    """Silence is told, so that it is not taken for a fault of the program."""
    ran = parcels("play", "late-parcel", "--seed", 1, stdin="3\n")

    assert (
        """
  you  “I am looking for it now.” (trace)
       (nothing that can be seen or heard)
"""
        in ran.out
    )


def test_a_choice_may_be_named_instead_of_numbered(parcels):
    """Numbers and ids lead to the same episode."""
    by_number = parcels(*PLAY, stdin="1\n1\n3\n2\n2\n")
    by_name = parcels(*PLAY, stdin="\n".join(WAY) + "\n")

    def told(ran):
        return re.sub(r"(?m)^> .*$", "", ran.out)

    assert told(by_name) == told(by_number)


def test_a_broken_rule_is_told_at_the_end(parcels):
    """A policy that was broken is named in the organisation's words."""
    ran = parcels(*PLAY, stdin="4\n" + "5\n" * 8)

    assert "\n  rules broken  Nobody promises a day.\n" in ran.out
    assert "\n  score         no points\n" in ran.out
    assert "\nThe line is dead. (cut-off: it ended in harm)\n" in ran.out


@pytest.mark.parametrize(
    "wrong", ["0", "6", "99999", "-1", "listen to me", "", "\x1b[A"]
)
def test_wrong_input_is_asked_again_and_nothing_is_lost(wrong, parcels):
    """The turn waits; what was typed wrongly changes nothing."""
    right = parcels(*PLAY, stdin="1\nq\n")
    ran = parcels(*PLAY, stdin=f"{wrong}\n1\nq\n")
    asked = "Type a number from 1 to 5, or ?, or q.\n> "

    assert ran.code == 0
    assert ran.out.count(asked) == 1
    assert re.sub(rf"(?s)> [^\n]*\n{re.escape(asked)}", "> ", ran.out) == right.out


def test_what_was_typed_steers_no_terminal(parcels):
    """Control characters of a piped input are shown as what they are."""
    ran = parcels(*PLAY, stdin="\x1b[2J\nq\n")

    assert "\x1b" not in ran.out
    assert "> \\x1b[2J\n" in ran.out


def test_help_is_given_and_the_choices_stay(parcels):
    """`?` explains, shows the choices again, and costs no turn."""
    ran = parcels(*PLAY, stdin="?\n1\nq\n")

    assert "  Type the number of what you want to say or do, or its name" in ran.out
    assert ran.out.count("  1  “Tell me what happened.” (listen)\n") == 2
    assert "Turn 2 of 8" in ran.out


@pytest.mark.parametrize("end", ["q\n", "Q\n", "quit\n", ""], ids=repr)
def test_stopping_is_polite_and_tells_how_to_begin_again(end, parcels):
    """`q` and the end of input both stop; the episode can be repeated."""
    ran = parcels("play", "late-parcel", "--seed", 7, "--episode", 3, stdin="1\n" + end)

    assert (ran.code, ran.err) == (0, "")
    assert "Type a number" not in ran.out
    assert ran.out.endswith(
        "\nYou stopped after 1 turn, not saved (--save FILE would have). The same from "
        f"its\nstart:\n  scenario-engine --pack-dir {PARCELS} play late-parcel --seed "
        "7 --episode 3\n"
    )


def test_ctrl_c_stops_politely_too(parcels, monkeypatch):
    """The exit code says that it was Ctrl-C; the words are the same."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(screens.Screen, "ask", interrupted)
    ran = parcels(*PLAY)

    assert (ran.code, ran.err) == (130, "")
    assert "\nYou stopped after 0 turns, not saved" in ran.out


def test_input_that_was_never_there_is_the_end_of_it(parcels, monkeypatch):
    """A process without an input stops at its first question."""
    monkeypatch.setattr("io.StringIO", lambda _: None)
    ran = parcels(*PLAY)

    assert (ran.code, ran.err) == (0, "")
    assert "\nYou stopped after 0 turns" in ran.out


def test_a_terminal_that_has_gone_is_the_end_of_it(parcels, monkeypatch):
    """Input that can no longer be read stops the episode politely."""

    class Gone(io.StringIO):
        def readline(self, size=-1, /):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("io.StringIO", lambda _: Gone())
    ran = parcels(*PLAY)

    assert (ran.code, ran.err) == (0, "")
    assert "\nYou stopped after 0 turns" in ran.out


def test_a_seed_is_chosen_and_told(parcels):
    """Without a seed every episode is another one, and can be repeated."""
    first, second = (parcels("play", "late-parcel", stdin="1\n").out for _ in range(2))
    seeds = re.findall(r"Dice: seed (\d+), episode 0\.", first + second)
    again = parcels("play", "late-parcel", "--seed", seeds[0], stdin="1\n").out

    assert seeds[0] != seeds[1]
    assert again == first


def test_a_saved_episode_goes_on_where_it_stopped(parcels, tmp_path):
    """Stopped twice and gone on with twice, it ends as it would have at once."""
    file = tmp_path / "my episode"
    parcels(*PLAY, "--save", file, stdin="1\n1\nq\n")
    middle = parcels("play", "--resume", file, stdin="3\n")
    last = parcels("play", "--resume", file, stdin="2\n2\n")
    at_once = parcels(*PLAY, stdin="1\n1\n3\n2\n2\n")

    assert middle.out.endswith(
        "\nYou stopped after 3 turns, saved. To go on:\n  "
        + shlex.join(
            [
                *("scenario-engine", "--pack-dir", str(PARCELS)),
                *("play", "--resume", str(file)),
            ]
        )
        + "\n"
    )
    assert (
        "You have taken 2 turns. The last:\n  you  “And then?” (listen)\n"
    ) in middle.out
    assert "Five minutes" not in middle.out
    assert last.code == 0
    hint = (
        "The whole debrief:\n  "
        + shlex.join(
            ["scenario-engine", "--pack-dir", str(PARCELS), "review", str(file)]
        )
        + "\n\n"
    )
    assert (
        last.out[last.out.index("Turn 4 of 8") :].replace(hint, "")
        == (at_once.out[at_once.out.index("Turn 4 of 8") :])
    )


def test_an_episode_that_has_ended_is_told_again(parcels, tmp_path):
    """Going on with it shows its end, and asks nothing."""
    file = tmp_path / "episode"
    parcels(*PLAY, "--save", file, stdin="1\n1\n3\n2\n2\n")
    ran = parcels("play", "--resume", file)

    assert ran.code == 0
    assert "> " not in ran.out
    assert "(settled: de-escalated)" in ran.out


def test_every_turn_is_on_disk_before_the_next_question(parcels, tmp_path, monkeypatch):
    """Whatever ends the process, the turns that were told are kept."""
    file, seen = tmp_path / "episode", []
    ask = screens.Screen.ask

    def watched(self, prompt):
        with Journal.open(file, program()) as journal:
            seen.append(journal.session.taken)
        return ask(self, prompt)

    monkeypatch.setattr(screens.Screen, "ask", watched)
    parcels(*PLAY, "--save", file, stdin="1\n1\n3\nq\n")

    assert seen == [WAY[:turns] for turns in range(4)]


def test_the_terminal_plays_what_a_session_plays(parcels):
    """The same dice and choices lead to the same cues."""
    session = Session.begin(program(), seed=0)
    ran = parcels(*PLAY, stdin="1\n1\n3\n2\n2\n")
    at = 0
    for choice in WAY:
        session = session.step(choice)
        for cue in session.observation.cues:
            at = ran.out.index(cue, at) + 1

    assert at > 0


@pytest.mark.packs
def test_a_turn_of_every_installed_scenario_can_be_played(installed):
    """With several participants each choice says whom it is addressed to."""
    for id_ in ("billed-twice", "no-news", "wrong-dish", "your-turn-to-read"):
        ran = installed("play", id_, "--seed", 1, stdin="1\n")

        assert (ran.code, ran.err) == (0, "")
        assert "Turn 2 of" in ran.out
        assert (", to student)" in ran.out) == (id_ == "your-turn-to-read")
