"""Inputs of one kind repeated without end, and small ones that stand for much: read or refused by a bound."""

from __future__ import annotations

import pytest

import ankang_rules
from ankang_rules.facts.read import given_from_text

HEAD = "ruleset t tier t\nindicator fund : money in 元\nrule r must "

# What is repeated behind the head of a rule.
REPEATED = [
    *("[", "(", "{", "not ", "-", "- ", "fund ", "yes and ", '"', '"a" ', "#", "#\n", "9", "9.", "a", "a-", "a ", "`"),
    *(
        "`a` ",
        "rule r must yes\n",
        "ruleset t tier t\n",
        "rule ",
        "must ",
        "基金",
        "基金且",
        "（",
        " ",
        "\n",
        "\r",
        "，",
    ),
    *("if yes then ", "all of [", "at least 1 of [", ",", "; ", "of ", "50% of ", "≥", "1 < ", "1 + ", "\0", "\u202e"),
    *("@", "aа ", "2013-13-45 ", "9999999999 * ", "|", "=<", "1,", "1,000", "3人以上 ", "“", "＂", "1. ", "e9", "1e9 "),
]


@pytest.mark.parametrize("unit", REPEATED)
def test_one_thing_over_and_over_in_rules(attempt, size, unit) -> None:
    attempt(ankang_rules.parse, HEAD + unit * (size // len(unit)))


# What is repeated, and how often in so many characters.
NUMBERED = {
    "declarations": lambda n: HEAD + "yes\n" + "".join(f"indicator i{i} : count in 人\n" for i in range(n // 30)),
    "unknown names": lambda n: HEAD + "yes\n" + "".join(f"rule q{i} must x{i}\n" for i in range(n // 20)),
    "definitions in a row": lambda n: HEAD + "yes\n" + "".join(f"define d{i + 1} = d{i}\n" for i in range(n // 20)),
    "members": lambda n: HEAD + "yes\nchoices c {" + ",".join(f"m{i}" for i in range(n // 7)) + "}",
    "a long set": lambda n: HEAD + "fund is one of {" + ",".join(f"{i}" for i in range(n // 6)) + "}",
    "a huge exponent": lambda n: HEAD + "fund > 9e999999999",
}


@pytest.mark.parametrize("make", NUMBERED.values(), ids=NUMBERED)
def test_many_different_things_in_rules(attempt, size, make) -> None:
    attempt(ankang_rules.parse, make(size))


@pytest.fixture(scope="module")
def ruleset() -> ankang_rules.Ruleset:
    rules = "choices c {a, b} indicator covered : set of c indicator months : monthly count in 人 rule r must fund > 0"
    return ankang_rules.parse(HEAD + "yes\n" + rules.replace("rule r", "rule q"))


REPEATED_FACTS = [
    *(
        "[",
        "{",
        "- ",
        "? ",
        "a: ",
        '"',
        "'",
        "#",
        "#\n",
        "fund: 1\n",
        "\n",
        " ",
        "a",
        "a\n",
        "@",
        "%",
        "!",
        "&a ",
        "*a ",
    ),
    *(
        "\t",
        "a\r",
        "---\n",
        ":",
        ": ",
        "- a\n",
        "a:\n ",
        "|\n",
        '{"a":',
        "\\",
        "-",
        "9",
        "\u2028",
        "<<: {a: b}\n",
        "'' ",
    ),
]


@pytest.mark.parametrize("name", ["facts.yaml", "facts.json"])
@pytest.mark.parametrize("unit", REPEATED_FACTS)
def test_one_thing_over_and_over_in_facts(attempt, ruleset, size, unit, name) -> None:
    for head in ("", "fund: ", '{"fund": ["'):
        attempt(
            lambda text: ruleset.evaluate(given_from_text(text, name), strict=False), head + unit * (size // len(unit))
        )


LAUGHS = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))
FACTS = {
    "laugh.yaml": lambda n: "a: &a [x, x]\n" + LAUGHS,
    "merge.yaml": lambda n: "a: &a {fund: 1}\nb: {<<: *a}\n",
    "object.yaml": lambda n: "fund: !!python/object/apply:os.system [exit]\n",
    "keys.yaml": lambda n: "".join(f"k{i}: 1\n" for i in range(n // 9)),
    "keys.json": lambda n: "{" + ",".join(f'"k{i}": 1' for i in range(n // 11)) + "}",
    "members.yaml": lambda n: "covered: [" + "x, " * (n // 3) + "]",
    "members.json": lambda n: '{"covered": [' + '"x",' * (n // 4) + '"x"]}',
    "months.yaml": lambda n: "months:\n" + "".join(f"  2014-{i}: x\n" for i in range(n // 14)),
    "digits.yaml": lambda n: "fund: " + "9" * n,
    "digits.json": lambda n: '{"fund": ' + "9" * n + "}",
    "exponent.yaml": lambda n: "fund: 9e999999999",
    "escapes.yaml": lambda n: 'fund: "' + "\\ud83d\\ude00" * (n // 12) + '"',
    "escapes.json": lambda n: '{"fund": "' + "\\n" * (n // 2) + '"}',
    "block.yaml": lambda n: "fund: >\n" + "  a\n\n" * (n // 5),
}


@pytest.mark.parametrize("name", FACTS)
def test_facts_that_stand_for_much(attempt, ruleset, size, name) -> None:
    attempt(lambda text: ruleset.evaluate(given_from_text(text, name), strict=False), FACTS[name](size))
