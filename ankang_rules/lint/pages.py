"""The page of a lint, made of its docstring: what ``--explain`` prints and what stands under ``docs/lints``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from ankang_rules.check.load import check_text
from ankang_rules.diagnostics import LINTS, render
from ankang_rules.lint.base import Lint
from ankang_rules.lint.rules import ALL
from ankang_rules.lint.run import lint as run

HEADINGS = ("What it finds", "Why it matters", "Avoid", "Prefer", "Known gaps")
_SECTION = re.compile(r"^## (?P<heading>.+)\n\n(?P<body>(?:(?!^## ).*\n?)*)", re.MULTILINE)
_RULES = re.compile(r"^```rules\n(?P<rules>.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = 'ruleset pool.town zh "泳池标准" en "Pool standard" tier pool\n'
"""What is put before the rules of an example."""


def doc(lint: type[Lint]) -> str:
    """Return the docstring of *lint* without its indentation."""
    return inspect.cleandoc(lint.__doc__ or "") + "\n"


def sections(lint: type[Lint]) -> dict[str, str]:
    return {found["heading"]: found["body"].strip() for found in _SECTION.finditer(doc(lint))}


def example(lint: type[Lint], heading: str) -> str:
    """Return the rules of the example below *heading*, as a whole file."""
    found = _RULES.search(sections(lint)[heading])
    assert found is not None, f"{lint.name} shows nothing to {heading.lower()}"
    return HEAD + found["rules"]


def page(lint: type[Lint]) -> str:
    """Return the page of *lint*, with what it says of its own example."""
    title = LINTS[lint.code].title
    head, found = doc(lint).partition("\n\n")[0], sections(lint)
    parts = [f"# {lint.code} {lint.name}", f"{head} · {title.zh}"]
    for heading in HEADINGS:
        parts += [f"## {heading}", found[heading]]
        if heading == "Avoid":
            parts += _said(example(lint, heading))
    return "\n\n".join([*parts, _ALLOWING.format(lint=lint)]) + "\n"


_ALLOWING = """## Settings

`# allow: {lint.name} reason` at the end of the line, or on the line above the declaration, silences it there;
`ignore = ["{lint.code}"]` under `[tool.ankang-rules.lint]` in `pyproject.toml`, or `--ignore {lint.code}`, does
everywhere."""


def _said(rules: str) -> Iterator[str]:
    findings = run(check_text(rules, "pool.rules"))
    for lang in ("en", "zh"):
        yield f"```\n{render(findings, lang)}\n```"


def index() -> str:
    """Return the page that lists all lints."""
    rows = [
        f"| [`{one.code}`]({one.name}.md) | `{one.name}` | {LINTS[one.code].title.en} | {LINTS[one.code].title.zh} |"
        for one in ALL
    ]
    return "\n".join([*_INDEX.splitlines(), *rows]) + "\n"


_INDEX = """# Lints

`ankang-rules lint` looks in files that check for what is allowed but seldom meant. Each lint misses some cases rather
than raise a false alarm; its page says which. [The command](../commands.md#lint) tells how lints are chosen and
silenced.

检查通过的文件里也会有合乎语法、却多半不是本意的写法，`ankang-rules lint` 逐项指出；各项说明见下表。

| code | name | finds | 内容 |
| --- | --- | --- | --- |"""
