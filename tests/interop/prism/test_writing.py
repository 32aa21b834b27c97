"""Each part of a PRISM model is written as the language has it."""

from __future__ import annotations

from scenario_engine.expressions import Number, Truth, parse
from scenario_engine.interop.prism import writing
from scenario_engine.interop.prism.writing import Award, Branch, Command


def test_a_command_has_a_line_for_each_branch():
    """Updates are joined by `&`; a branch that changes nothing says `true`."""
    command = Command(
        "listen",
        parse("phase == 0"),
        (
            Branch(
                Number("0.3"),
                {"heard": parse("min(heard + 1, 2)"), "turn": Number("1")},
            ),
            Branch(Number("0.7"), {}),
        ),
    )

    assert [
        "  [listen] phase = 0 ->",
        "      0.3 : (heard' = min(heard + 1, 2)) & (turn' = 1)",
        "    + 0.7 : true;",
    ] == list(writing.command(command))


def test_a_condition_before_a_colon_stands_in_parentheses():
    """Its own colon must not be taken for the one that follows."""
    choice = parse("0.3 if heard == 1 else 0.2")
    command = Command("", parse("a == 1 if b == 1 else c == 1"), (Branch(choice, {}),))

    assert [
        "  [] ((b = 1) ? (a = 1) : (c = 1)) ->",
        "      ((heard = 1) ? 0.3 : 0.2) : true;",
    ] == list(writing.command(command))


def test_rewards_without_an_award_are_zero():
    """A structure of rewards has to hold something."""
    assert ['rewards "score"', "  true : 0;", "endrewards"] == list(
        writing.rewards("score", [])
    )
    assert [
        'rewards "score"',
        "  [listen] heard = 0 : 1.5;",
        "endrewards",
    ] == list(
        writing.rewards("score", [Award("listen", parse("heard == 0"), Number("1.5"))])
    )


def test_the_rest_is_a_line_each():
    """Constants, formulas, variables, labels and comments."""
    assert "const int horizon = 4;" == writing.constant("horizon", 4)
    assert "formula ended = false;" == writing.formula("ended", Truth(False))
    assert "  heard : [0..2] init 1;" == writing.variable("heard", "0..2", "1")
    assert 'label "goal" = heard = 2;' == writing.label("goal", parse("heard == 2"))


def test_a_comment_stays_on_its_line():
    """Whatever it is about: nothing of it can become a part of the model."""
    assert "// a b c" == writing.comment("a\nb\r\n c\n")
    assert "//" == writing.comment("")
