"""The two loaders of YAML, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ankang_rules.errors import FactsError
from ankang_rules.facts import from_yaml as yaml_reader
from ankang_rules.facts.from_yaml import given_from_yaml
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.source import Source

# What YAML is made of, strung together at random: most of it is wrong, and much of it only just right.
PIECES = [
    *(
        "a",
        "基金",
        "𠮷",
        "1",
        "null",
        "~",
        "：",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " # c",
        "<<",
    ),
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x85",
        "\n---\n",
        "---",
        "...",
        "\t",
        " ",
        "'",
        '"',
        "''",
    ),
    *("|", "|-", "|2", ">", "&x ", "*x", "!t ", "%", "@", "`", "\\", "\\n", "\\x41", "\\ud800", "\ufeff"),
]
SCRAPS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def outcome(text: str) -> tuple[Any, ...]:
    """What reading *text* comes to, with every place."""
    try:
        return tuple(with_places(given_from_yaml(Source("facts.yaml", text))))
    except FactsError as error:
        return tuple((d.code, d.text("en"), d.span and (d.span.start, d.span.end)) for d in error.diagnostics)


def with_places(given: Given) -> Iterator[Any]:
    yield given.span and (given.span.start, given.span.end), given.quoted
    match given.value:
        case GivenMapping(items=items):
            for name, value in items:
                yield from with_places(name)
                yield from with_places(value)
        case tuple(items):
            for item in items:
                yield from with_places(item)
        case text:
            yield text


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is only one loader here")
@given(text=SCRAPS.filter(lambda text: "\ufeff" not in text))
@example("fund: 50\t")
@example("fund:\t50")
@example("remark: |# c\n  a")
@example("a: , b")
@example("{a: , b: [1,,]}")
def test_with_and_without_the_fast_loader_a_file_reads_alike(text) -> None:
    """Values, places and refusals are the same where PyYAML has no C extension, as in a browser."""
    with patch.object(yaml_reader, "_FAST", yaml.SafeLoader):
        slowly = outcome(text)
    assert slowly == outcome(text)
