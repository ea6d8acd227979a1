"""What the documentation says comes out, comes out. ``doc_pages`` says how a page is played.

After a change, run ``python tests/docs/test_docs.py`` to record the outcomes anew, and answer for the difference.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import doc_generated
import doc_pages
import pytest
from doc_pages import DOCS, Piece, Player, pieces

import ankang_rules
from ankang_rules.check.imports import packaged_names
from ankang_rules.cli.app import app
from ankang_rules.diagnostics.codes import CODES
from ankang_rules.source import Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.keywords import KEYWORDS, TYPE_WORDS
from ankang_rules.syntax.lexer import tokenize
from ankang_rules.syntax.parser import children, parse
from ankang_rules.testing.documents import as_file

EVERY = [pytest.param(page, id=doc_pages.name_of(page)) for page in doc_pages.pages()]


@pytest.mark.parametrize("page", EVERY)
def test_what_comes_out_is_what_the_page_says(page: Path, tmp_path: Path) -> None:
    for played in Player(page, tmp_path).play(page.read_text(encoding="utf-8")):
        assert played.piece.text == played.outcome, f"{doc_pages.name_of(page)}: {played.piece.text}"


# Nothing is left out


def rules_shown() -> Iterator[tuple[Path, str]]:
    for page in doc_pages.pages():
        for piece in pieces(page.read_text(encoding="utf-8")):
            if piece.kind == "rules":
                yield page, as_file(piece.text)


def test_every_keyword_stands_in_an_example() -> None:
    """In the language pages, whose rules are all run."""
    tokens = {
        (token.type, str(token) if token.type in ("CMP", "POST", "ROUNDING") else "")
        for page, text in rules_shown()
        if page.parent.name == "language"
        for token in tokenize(Source("page", text)).tokens
    }
    assert set() == {(k.terminal, k.value) for k in KEYWORDS} - tokens


def test_every_node_of_the_tree_stands_in_an_example() -> None:
    shown: set[type[t.Node]] = set()
    for page, text in rules_shown():
        stack: list[t.Node] = [parse(Source("page", text)).file] if page.parent.name == "language" else []
        while stack:
            node = stack.pop()
            shown.add(type(node))
            stack.extend(children(node))
    concrete = {n for n in vars(t).values() if isinstance(n, type) and issubclass(n, t.Node) and not n.__subclasses__()}
    assert set() == concrete - shown


def test_every_type_stands_in_an_example() -> None:
    """A type word may stand for a type, as *count* does, or beside one, as *monthly* and *in* do."""
    words = {
        word
        for page, text in rules_shown()
        if page.parent.name == "language"
        for declaration in parse(Source("page", text)).file.declarations
        if isinstance(declaration, t.IndicatorDecl)
        for word in declaration.type.span.text.split()
    }
    assert [] == [word for word, *_ in TYPE_WORDS.values() if word not in words]


def test_every_keyword_is_described() -> None:
    described = [key for words in doc_generated.WORDS.values() for key in words]
    assert [] == sorted(set(described) ^ {(k.terminal, k.value) for k in KEYWORDS})


def test_every_command_and_option_is_told() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, command in app.commands.items():
        assert f"## {name}\n" in text
        for option in (o for p in command.params if isinstance(p, click.Option) for o in p.opts):
            assert f"`{option}" in text, f"{name} {option}"


def test_every_public_name_is_told() -> None:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    assert [] == [name for name in ankang_rules.__all__ if not re.search(rf"\b{name}\b", text)]


def test_every_generated_part_stands_on_a_page() -> None:
    found = (piece for page in doc_pages.pages() for piece in pieces(page.read_text(encoding="utf-8")))
    assert set(doc_generated.PARTS) == {piece.title for piece in found if piece.kind == "generated"}


def test_every_packaged_ruleset_has_its_coverage_on_a_page() -> None:
    """But for libraries, which judge nobody."""
    judging = [name for name in packaged_names() if ankang_rules.load(name).tier]
    assert [f"coverage-{name.rpartition('.')[2]}" for name in judging] == sorted(
        part for part in doc_generated.PARTS if part.startswith("coverage-")
    )


def test_the_ten_rules_end_with_every_change_noticed() -> None:
    """Whoever records the page anew does not record a change that its examples miss."""
    text = (DOCS / "zh" / "ten-rules.md").read_text(encoding="utf-8")
    tried = re.findall(r"^县.农家书屋：试改 (\d+) 处，(.*)$", text, re.MULTILINE)
    assert ["用例都能发现"] == [found for _, found in tried[1:]]
    assert 10 == len(re.findall("^规则 ", text.split("## 二")[1], re.MULTILINE))


def test_contributing_names_what_is_there() -> None:
    text = (DOCS / "contributing" / "index.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:ankang_rules|grammar|tests|docs)/[\w/.*-]+)`", text)
    assert [] == [name for name in named if not any(DOCS.parent.glob(name.rstrip("/")))]
    assert 10 < len(named)


# Diagnostics

_SECTION = re.compile(
    r"^## (?P<code>[A-Z]\d+) (?P<title>[^\n]*) \{#(?P<anchor>\w+)\}\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S
)


# A broken import is reported together with what is wrong in it.
BESIDE = {"N210": {"R104"}}


def sections() -> Iterator[tuple[str, Path, re.Match[str]]]:
    for page in sorted((DOCS / "diagnostics").glob("*.md")):
        for found in _SECTION.finditer(page.read_text(encoding="utf-8")):
            yield found["code"], page, found


def test_every_code_has_its_section_in_order() -> None:
    found = [(code, page.stem) for code, page, _ in sections()]
    assert [(code, doc_generated.page_of(code)) for code in sorted(CODES)] == sorted(found)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_shown_by_what_brings_it_about_and_by_what_does_not(code: str, tmp_path: Path) -> None:
    """The bad example gives this code and no other; the good one gives nothing."""
    page, found = next((page, found) for name, page, found in sections() if name == code)
    assert (f"{CODES[code].title.en} · {CODES[code].title.zh}", code.lower()) == (found["title"], found["anchor"])
    bad, good = re.split(r"^\*\*Prefer\*\*$", found["body"], flags=re.MULTILINE)
    assert re.search(r"^[\u4e00-\u9fff`].*。$", bad, re.MULTILINE), "no sentence in Chinese"
    assert "**Why it matters.**" in bad
    assert "**Avoid**" in bad
    player = Player(page, tmp_path)
    list(player.play(page.read_text(encoding="utf-8").partition("\n## ")[0]))
    shown = list(player.play(bad))
    assert {code} == {finding.code for finding in player.findings()} - BESIDE.get(code, set())
    assert ["", "中文"] == [played.piece.title for played in shown if played.piece.kind == "text"]
    before = player.rules, player.facts
    player.raised = None
    assert [] == [played.piece for played in player.play(good) if played.piece.kind == "text"]
    assert () == player.findings()
    assert before != (player.rules, player.facts) or "```python" in good


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    """No page is left out of the navigation, and no link or anchor leads nowhere."""
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml", "-d", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(build, cwd=DOCS.parent, env=environment, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr


# Recording


def record(pages: list[Path]) -> None:
    for page in pages:
        text = page.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            played = list(Player(page, Path(folder)).play(text))
        for outcome in reversed(played):
            piece: Piece = outcome.piece
            text = text[: piece.start] + outcome.outcome + text[piece.end :]
        text = re.sub(r"^## ([A-Z]\d+) .*$", _heading, text, flags=re.MULTILINE)
        page.write_text(text, encoding="utf-8")


def _heading(found: re.Match[str]) -> str:
    title = CODES[found[1]].title
    return f"## {found[1]} {title.en} · {title.zh} {{#{found[1].lower()}}}"


if __name__ == "__main__":
    record([Path(name).resolve() for name in sys.argv[1:]] or list(doc_pages.pages()))
