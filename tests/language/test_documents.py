"""The language by example: each document under this folder holds rules, facts, and beside them what comes out.

A case is a heading with a block of ``rules`` (a line ``ruleset t.t tier t`` is put before it), perhaps a block of
``facts``, and blocks ``en`` and ``zh`` with the outcome: the diagnostics, or without any the explanation. To record
outcomes anew, run ``python tests/language/test_documents.py`` and answer for the difference.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankang_rules.check.load import check_text
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.door import Ruleset
from ankang_rules.errors import FactsError
from ankang_rules.facts.read import given_from_text

FOLDER = Path(__file__).parent
_CASE = re.compile(r"^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_HEAD = "ruleset t.t tier t\n"


def cases() -> Iterator[tuple[str, str, dict[str, str]]]:
    for document in sorted(FOLDER.glob("*.md")):
        for case in _CASE.finditer(document.read_text(encoding="utf-8")):
            blocks = {block["kind"]: block["text"] for block in _BLOCK.finditer(case["body"])}
            yield document.stem, case["title"], blocks


def outcome(blocks: dict[str, str], lang: str) -> str:
    checked = check_text(_HEAD + blocks["rules"], "t.rules")
    if checked.diagnostics:
        return "\n".join(said(diagnostic, lang) for diagnostic in checked.diagnostics) + "\n"
    if "facts" not in blocks:
        return "\n".join(f"{rule.id}: fine" for rule in checked.core.rules) + "\n"
    try:
        given = given_from_text(blocks["facts"], "facts.yaml")
        return Ruleset(checked.core).evaluate(given).explain(lang) + "\n"
    except FactsError as error:
        return "\n".join(said(diagnostic, lang) for diagnostic in error.diagnostics) + "\n"


def said(diagnostic: Diagnostic, lang: str) -> str:
    """The sentence, the underlined text (never a column) and the next step."""
    lines = [f"{diagnostic.code} {diagnostic.text(lang)}"]
    if diagnostic.span:
        lines += [f"  at: {diagnostic.span.text}", *(f"  and: {note.span.text}" for note in diagnostic.notes)]
    return "\n".join([*lines, *([f"  help: {diagnostic.help(lang)}"] if diagnostic.help else [])])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("document", "title", "blocks"), [pytest.param(*c, id=f"{c[0]}: {c[1]}") for c in cases()])
def test_documents_hold(document: str, title: str, blocks: dict[str, str], lang: str) -> None:
    assert blocks.get(lang) == outcome(blocks, lang)


def record() -> None:
    for document in sorted(FOLDER.glob("*.md")):
        text = document.read_text(encoding="utf-8")
        document.write_text(_CASE.sub(_recorded, text), encoding="utf-8")


def _recorded(case: re.Match[str]) -> str:
    blocks = {block["kind"]: block["text"] for block in _BLOCK.finditer(case["body"])}
    kept = _BLOCK.sub(lambda b: "" if b["kind"] in ("en", "zh") else b[0], case["body"]).rstrip()
    outcomes = "\n\n".join(f"```{lang}\n{outcome(blocks, lang)}```" for lang in ("en", "zh"))
    return f"## {case['title']}\n{kept}\n\n{outcomes}\n\n"


if __name__ == "__main__":
    record()
