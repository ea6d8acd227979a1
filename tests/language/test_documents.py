"""The language by example: each document under this folder holds rules, facts, and beside them what comes out.

A case is a heading with a block of ``rules`` (a line ``ruleset t.t tier t`` is put before it), perhaps one each of
``county``, ``town`` and ``village`` for the rulesets of units below (``county.rules`` and so on), perhaps a block of
``facts``, and blocks ``en`` and ``zh`` with the outcome: the diagnostics, or without any the explanation; in the
document ``how-to-pass.md``, what makes it pass. To record outcomes anew, run
``python tests/language/test_documents.py`` and answer for the difference.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ankang_rules.source import Language
from ankang_rules.testing import documents
from ankang_rules.testing.texts import Texts

FOLDER = Path(__file__).parent
TIERS = ("village", "town", "county")
_CASE = re.compile(r"^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def cases() -> Iterator[tuple[str, str, dict[str, str]]]:
    for document in sorted(FOLDER.glob("*.md")):
        for case in _CASE.finditer(document.read_text(encoding="utf-8")):
            blocks = {block["kind"]: block["text"] for block in _BLOCK.finditer(case["body"])}
            yield document.stem, case["title"], blocks


def outcome(document: str, blocks: dict[str, str], lang: Language) -> str:
    if document == "how-to-pass":
        return documents.passing(blocks["rules"], blocks["facts"], lang)
    return documents.outcome(blocks["rules"], blocks.get("facts"), lang, below(blocks))


def below(blocks: dict[str, str]) -> Texts | None:
    """The rulesets of units below that a case has; a text without any stands in no folder."""
    written = {tier: blocks[tier] for tier in TIERS if tier in blocks}
    texts = {f"{tier}.rules": f"ruleset t.{tier} tier {tier}\n{text}" for tier, text in written.items()}
    return Texts(texts) if texts else None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("document", "title", "blocks"), [pytest.param(*c, id=f"{c[0]}: {c[1]}") for c in cases()])
def test_documents_hold(document: str, title: str, blocks: dict[str, str], lang: Language) -> None:
    assert blocks.get(lang) == outcome(document, blocks, lang)


def record() -> None:
    for document in sorted(FOLDER.glob("*.md")):
        text = document.read_text(encoding="utf-8")
        document.write_text(_CASE.sub(partial(_recorded, document.stem), text), encoding="utf-8")


def _recorded(document: str, case: re.Match[str]) -> str:
    blocks = {block["kind"]: block["text"] for block in _BLOCK.finditer(case["body"])}
    kept = _BLOCK.sub(lambda b: "" if b["kind"] in ("en", "zh") else b[0], case["body"]).rstrip()
    outcomes = "\n\n".join(f"```{lang}\n{outcome(document, blocks, lang)}```" for lang in ("en", "zh"))
    return f"## {case['title']}\n{kept}\n\n{outcomes}\n\n"


if __name__ == "__main__":
    record()
