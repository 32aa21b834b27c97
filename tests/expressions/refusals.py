"""Texts that are no expressions, each with all that is said about it."""

from __future__ import annotations

from typing import Final

ALLOWED: Final = (
    "Use numbers, names, + - * /, comparisons, and, or, not, in, if-else, "
    "min, max and clamp."
)
BRACKETS: Final = "Write the values in square brackets, such as turn in [1, 2]."
DIGITS: Final = (
    "Write digits with a digit on each side of the point, such as 12 or 0.5."
)
JOIN: Final = "Put a sign such as + or a word such as 'and' between them."
ORDER: Final = (
    "The expression has words or signs in an order that has no meaning. "
    "Compare it with 'trust >= 2 and not heard == 1' or '0.5 if heard else 0'."
)
UNCLOSED: Final = (
    "A text is not closed, or holds a quotation mark or a line break. "
    "Write texts as 'listen', with no quotation marks inside."
)

REFUSALS: Final = [
    (
        "",
        "The expression is empty. Write a number, a name or a condition, such "
        "as 'trust >= 2'.",
    ),
    ("a <", "The expression breaks off after '<'. Finish it, or leave '<' out."),
    ("trust 3", "Nothing joins 'trust' and '3' that follows it. " + JOIN),
    ("trust >= 2 AND heard", "'AND' is not a word of the language. Write 'and'."),
    ("(a", "A '(' is never closed. Close it."),
    ("a)", "A ')' closes no '('. Add the '(' or leave the ')' out."),
    ("1or 2", "'1or' is not a decimal number. " + DIGITS),
    ("0x1F", "'0x1F' is not a decimal number. " + DIGITS),
    ("1_000", "'1_000' is not a decimal number. " + DIGITS),
    (".5", "'.5' is not a decimal number. " + DIGITS),
    ("5.", "'5.' is not a decimal number. " + DIGITS),
    ("1e31", "'1e31' has an exponent beyond 30. Keep the exponent between -30 and 30."),
    (
        "1e-31",
        "'1e-31' has an exponent beyond 30. Keep the exponent between -30 and 30.",
    ),
    (
        "1.2345678901234567",
        "'1.2345678901234567' has 17 significant digits. Round it to 15 digits "
        "or fewer.",
    ),
    ("1000001", "'1000001' is larger than 1000000. Use a number up to 1000000."),
    ("2e6", "'2e6' is larger than 1000000. Use a number up to 1000000."),
    (
        "0.000000000000000000000000000000001",
        "'0.000000000000000000000000000000001' is smaller than 1e-30, yet not "
        "0. Write 0, or a larger number.",
    ),
    (
        "a ** 2",
        "'**' (a power) is not part of the language. Write the product out, "
        "such as 'trust * trust'.",
    ),
    (
        "a // 2",
        "'//' (whole-number division) is not part of the language. Divide with '/'.",
    ),
    (
        "50%",
        "'%' (a remainder or a percentage) is not part of the language. Write a"
        " percentage as a decimal: 0.5.",
    ),
    ("a & b", "'&' (a bit operator) is not part of the language. Write 'and'."),
    (
        "a && b",
        "'&&' (another language's 'and') is not part of the language. Write 'and'.",
    ),
    (
        "a || b",
        "'||' (another language's 'or') is not part of the language. Write 'or'.",
    ),
    ("a | b", "'|' (a bit operator) is not part of the language. Write 'or'."),
    ("a ^ b", "'^' (a bit operator) is not part of the language. " + ALLOWED),
    ("~a", "'~' (a bit operator) is not part of the language. Write 'not'."),
    ("!a", "'!' (another language's 'not') is not part of the language. Write 'not'."),
    ("a << 1", "'<<' (a bit operator) is not part of the language. Multiply instead."),
    ("a >> 1", "'>>' (a bit operator) is not part of the language. Divide instead."),
    (
        "a <> 1",
        "'<>' (another language's '!=') is not part of the language. Write '!='.",
    ),
    (
        "a = 1",
        "'=' (an assignment or a keyword argument) is not part of the language."
        " Write '==' to compare.",
    ),
    (
        "(a := 1)",
        "':=' (an assignment) is not part of the language. Write '==' to compare.",
    ),
    ("a is 1", "'is' (an identity test) is not part of the language. Write '=='."),
    ("lambda: 1", "'lambda' (a function) is not part of the language. " + ALLOWED),
    (
        "None",
        "'None' (no value) is not part of the language. Compare with a number "
        "or a text.",
    ),
    (
        "a[0]",
        "'a[0]' (a subscript) is not part of the language. Write a dotted name,"
        " such as daughter.escalation.",
    ),
    (
        "min(*a)",
        "'*a' (a starred value) is not part of the language. Write the values "
        "one by one.",
    ),
    (
        "min(a, b=1)",
        "'=' (an assignment or a keyword argument) is not part of the language."
        " Write '==' to compare.",
    ),
    (
        "f(a)",
        "'f' is not a function of the language. Only min, max and clamp can be called.",
    ),
    (
        "min",
        "'min' is a function, not a value. Write min(a, b), with two values or more.",
    ),
    ("min(1)", "'min' is given 1 value. Write min(a, b), with two values or more."),
    ("clamp(1, 2)", "'clamp' is given 2 values. Write clamp(value, low, high)."),
    ("clamp(a, 0, 1, 2)", "'clamp' is given 4 values. Write clamp(value, low, high)."),
    (
        "f'x'",
        "'f' before a text (a string prefix) is not part of the language. Write"
        " the text without it.",
    ),
    ("'a' 'b'", "Nothing joins \"'a'\" and \"'b'\" that follows it. " + JOIN),
    ('"don\'t"', UNCLOSED),
    ("'''a'''", "Nothing joins \"''\" and \"'a'\" that follows it. " + JOIN),
    ("a == 'x\\n'", "A backslash is not part of the language. Leave it out."),
    ("a ≥ 2", "≥ is not an ASCII character. Write >=."),
    (
        "a\u200b",
        "U+200B is not an ASCII character. Use plain letters, digits and signs.",
    ),
    ("\x00", "The character '\\x00' is not part of the language. " + ALLOWED),
    (
        "a # b",
        "'#' (a comment) is not part of the language. Put it in the file, "
        "outside the expression.",
    ),
    (
        "{1, 2}",
        "'{' (a set or a dictionary) is not part of the language. List values "
        "in square brackets: [1, 2].",
    ),
    (
        "{'a': 1}",
        "'{' (a set or a dictionary) is not part of the language. List values "
        "in square brackets: [1, 2].",
    ),
    (
        "a; b",
        "';' (a second statement) is not part of the language. Write one expression.",
    ),
    (
        "+a",
        "'+' (a plus sign before a value) is not part of the language. Leave "
        "the '+' out.",
    ),
    (
        "a if b",
        "An 'if' has no 'else'. Write it whole, such as '0.5 if heard else 0.2'.",
    ),
    (
        "a if b else",
        "The expression breaks off after 'else'. Finish it, or leave 'else' out.",
    ),
    ("if a else b", ORDER),
    (
        "[1, 2]",
        "'[1, 2]' (a list where no 'in' stands before it) is not part of the language. "
        + BRACKETS,
    ),
    (
        "(1, 2)",
        "'(1, 2)' (a list where no 'in' stands before it) is not part of the language. "
        + BRACKETS,
    ),
    (
        "()",
        "'()' (a list where no 'in' stands before it) is not part of the language. "
        + BRACKETS,
    ),
    ("a in b", "'in' is followed by 'b', which is no list. " + BRACKETS),
    ("a in ('x')", "'in' is followed by \"'x'\", which is no list. " + BRACKETS),
    ("a in []", "The list after 'in' is empty. " + BRACKETS),
    (
        "a in [b]",
        "The list after 'in' holds 'b'. List numbers and texts only, and "
        "compare with '=='.",
    ),
    (
        "a in [-b]",
        "The list after 'in' holds '-b'. List numbers and texts only, and compare "
        "with '=='.",
    ),
    (
        "a in [1, [2]]",
        "'[2]' (a list where no 'in' stands before it) is not part of the language. "
        + BRACKETS,
    ),
    (
        "a in [1] == b",
        "'in' stands in a chain of comparisons. Put parentheses around the 'in'"
        " part, or join the parts by 'and'.",
    ),
    (
        "a . b",
        "'.' (a dot by itself) is not part of the language. Write a dotted name"
        " in one: daughter.escalation.",
    ),
    (
        "a.class",
        "'a.class' holds 'class', a reserved word of Python. Give it another name.",
    ),
    ("for", "'for' (a loop) is not part of the language. " + ALLOWED),
    ("await a", "'await' (a wait) is not part of the language. " + ALLOWED),
    ("yield", "'yield' (a generator) is not part of the language. " + ALLOWED),
    ("a not b", ORDER),
    ("a + * b", ORDER),
    ("min(a,,b)", ORDER),
    ("a $ b", "The character '$' is not part of the language. " + ALLOWED),
    ("@a", "'@' (a matrix product) is not part of the language. " + ALLOWED),
    ("not", "The expression breaks off after 'not'. Finish it, or leave 'not' out."),
    ("-", "The expression breaks off after '-'. Finish it, or leave '-' out."),
    ("\x0ca", "The character '\\x0c' is not part of the language. " + ALLOWED),
    (
        "a in 1, 2",
        "'a in 1, 2' (a list where no 'in' stands before it) is not part of the "
        "language. " + BRACKETS,
    ),
    (
        "1, 2",
        "'1, 2' (a list where no 'in' stands before it) is not part of the language. "
        + BRACKETS,
    ),
    (
        "__import__('os')",
        "'__import__' is not a function of the language. Only min, max and "
        "clamp can be called.",
    ),
]
