"""The command line by example: each page here holds files, a command, and what it says in both languages.

A case is a heading with a block ``sh`` (one command line), and blocks ``rules`` (``t.rules``), ``more``
(``more.rules``), ``facts`` (``facts.yaml``), ``later`` (``later.yaml``), ``cases`` (``t.cases.yaml``), ``csv``
(``units.csv``) and ``stdin`` as it needs them. The commands in ``before`` run first; what they print goes into the
file behind their ``>``. What is said to a reader of each language stands in ``en`` and ``zh``, with the exit code
below. To record it anew, run ``python tests/cli/test_pages.py`` and answer for the difference.
"""

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankang_rules.cli.app import app
from ankang_rules.source import display_width

FOLDER = Path(__file__).parent
FILES = {
    "rules": "t.rules",
    "more": "more.rules",
    "facts": "facts.yaml",
    "later": "later.yaml",
    "cases": "t.cases.yaml",
    "csv": "units.csv",
}
LOCALES = {"en": "en_GB.UTF-8", "zh": "zh_CN.UTF-8"}
_FENCED = r"^```\w+\n(?s:.*?)^```\n"  # what a command prints may have headings too
_CASE = re.compile(rf"^## (?P<title>.+?)\n(?P<body>(?:{_FENCED}|(?!## ).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def cases() -> Iterator[tuple[str, str, dict[str, str]]]:
    for page in sorted(FOLDER.glob("*.md")):
        for case in _CASE.finditer(page.read_text(encoding="utf-8")):
            yield page.stem, case["title"], blocks_of(case)


def blocks_of(case: re.Match[str]) -> dict[str, str]:
    return {block["kind"]: block["text"] for block in _BLOCK.finditer(case["body"])}


def said(blocks: dict[str, str], lang: str) -> str:
    """What the command of a case prints for a reader of *lang*, and its exit code."""
    locale = {name: None for name in os.environ if name.startswith(("LC_", "LANG", "NO_COLOR"))} | {
        "LC_ALL": LOCALES[lang]
    }
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for kind, name in FILES.items():
            if kind in blocks:
                Path(name).write_text(blocks[kind], encoding="utf-8")
        for line in blocks.get("before", "").splitlines():
            command, _, file = line.rpartition(">")
            Path(file.strip()).write_text(run(command, locale).stdout, encoding="utf-8")
        result = run(blocks["sh"], locale, blocks.get("stdin", ""))
    return f"{result.output}[exit code {result.exit_code}]\n"


def run(line: str, locale: dict[str, str | None], stdin: str = "") -> Result:
    program, *arguments = shlex.split(line)
    assert program == "ankang-rules"
    return CliRunner().invoke(app, arguments, input=stdin, env=locale, prog_name=program, catch_exceptions=False)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("page", "title", "blocks"), [pytest.param(*c, id=f"{c[0]}: {c[1]}") for c in cases()])
def test_pages_hold(page: str, title: str, blocks: dict[str, str], lang: str) -> None:
    assert blocks.get(lang) == said(blocks, lang)


@pytest.mark.parametrize(("page", "title", "blocks"), [pytest.param(*c, id=f"{c[0]}: {c[1]}") for c in cases()])
def test_what_is_laid_out_fits_into_80_columns(page: str, title: str, blocks: dict[str, str]) -> None:
    laid_out = ("rules", "explain", "--help", "table", "tree")
    words = shlex.split(blocks["sh"])
    if any(word in words for word in laid_out) and not {"line", "events"} & set(words):
        for lang in ("en", "zh"):
            wide = [line for line in blocks[lang].splitlines() if display_width(line) > 80]
            assert [] == [line for line in wide if "= help" not in line and "建议" not in line]


def record() -> None:
    for page in sorted(FOLDER.glob("*.md")):
        page.write_text(_CASE.sub(_recorded, page.read_text(encoding="utf-8")), encoding="utf-8")


def _recorded(case: re.Match[str]) -> str:
    kept = _BLOCK.sub(lambda block: "" if block["kind"] in LOCALES else block[0], case["body"]).rstrip()
    spoken = "\n\n".join(f"```{lang}\n{said(blocks_of(case), lang)}```" for lang in LOCALES)
    return f"## {case['title']}\n{kept}\n\n{spoken}\n\n"


if __name__ == "__main__":
    record()
