"""Reports on a tree of units by example: ``tree.md`` holds rulesets, facts, and what a reader of each language is told.

A case has a block ``rules`` (about a city), ``county``, ``town`` and ``village`` for those below it, ``facts``, and
``unit`` where the report is about one of them. To record it anew, run ``python tests/explain/test_tree_pages.py``.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

import ankang_rules
from ankang_rules.errors import AnkangRulesError
from ankang_rules.source import Language
from ankang_rules.testing.documents import said

PAGE = Path(__file__).parent / "tree.md"
TIERS = {"rules": "city", "county": "county", "town": "town", "village": "village"}
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_CASE = re.compile(r"^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks_of(text: str) -> dict[str, str]:
    return {block["kind"]: block["text"] for block in _BLOCK.finditer(text)}


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for case in _CASE.finditer(PAGE.read_text(encoding="utf-8")):
        yield case["title"], blocks_of(case["body"])


def outcome(blocks: dict[str, str], lang: Language) -> str:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for kind, tier in TIERS.items():
            if kind in blocks:
                Path(f"{tier}.rules").write_text(f"ruleset t.{tier} tier {tier}\n{blocks[kind]}", encoding="utf-8")
        Path("facts.yaml").write_text(blocks.get("facts", "facts: {}\n"), encoding="utf-8")
        try:
            report = ankang_rules.load("city.rules").evaluate("facts.yaml")
        except AnkangRulesError as error:
            return "\n".join(said(diagnostic, lang) for diagnostic in error.diagnostics) + "\n"
        return (report.find(blocks["unit"].strip()) if "unit" in blocks else report).explain(lang) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("title", "blocks"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_what_a_reader_is_told(title: str, blocks: dict[str, str], lang: Language) -> None:
    assert blocks.get(lang) == outcome(blocks, lang)


def record() -> None:
    PAGE.write_text(_CASE.sub(_recorded, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def _recorded(case: re.Match[str]) -> str:
    kept = _BLOCK.sub(lambda block: "" if block["kind"] in LANGUAGES else block[0], case["body"]).rstrip()
    told = "\n\n".join(f"```{lang}\n{outcome(blocks_of(case['body']), lang)}```" for lang in LANGUAGES)
    return f"## {case['title']}\n{kept}\n\n{told}\n\n"


if __name__ == "__main__":
    record()
