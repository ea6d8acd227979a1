"""The layout by example: each page here holds what was written, ``rules``, and beside it what becomes of it.

What is laid out stands in ``out``, what is translated in ``zh`` and ``en``, as far as a case shows them. To record them
anew, run ``python tests/format/test_documents.py`` and answer for the difference.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankang_rules.format import format_text
from ankang_rules.source import Language

FOLDER = Path(__file__).parent
_CASE = re.compile(r"^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
LANGUAGE: dict[str, Language | None] = {"out": None, "zh": "zh", "en": "en"}


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for page in sorted(FOLDER.glob("*.md")):
        for case in _CASE.finditer(page.read_text(encoding="utf-8")):
            yield case["title"], {block["kind"]: block["text"] for block in _BLOCK.finditer(case["body"])}


def becomes(rules: str, kind: str) -> str:
    found = format_text(rules, lang=LANGUAGE[kind])
    assert not found.in_doubt
    assert not found.diagnostics
    return found.text


@pytest.mark.parametrize(("title", "blocks"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_pages_hold(title: str, blocks: dict[str, str]) -> None:
    shown = {kind: text for kind, text in blocks.items() if kind in LANGUAGE}
    assert shown
    assert shown == {kind: becomes(blocks["rules"], kind) for kind in shown}


def record() -> None:
    for page in sorted(FOLDER.glob("*.md")):
        page.write_text(_CASE.sub(_recorded, page.read_text(encoding="utf-8")), encoding="utf-8")


def _recorded(case: re.Match[str]) -> str:
    rules = next(block["text"] for block in _BLOCK.finditer(case[0]) if block["kind"] == "rules")

    def anew(block: re.Match[str]) -> str:
        kind = block["kind"]
        return f"```{kind}\n{becomes(rules, kind)}```" if kind in LANGUAGE else block[0]

    return _BLOCK.sub(anew, case[0])


if __name__ == "__main__":
    record()
