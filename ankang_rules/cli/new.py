"""``ankang-rules new PATH``"""

from __future__ import annotations

import re
from pathlib import Path

import click

from ankang_rules.check.load import check_text
from ankang_rules.cli import messages, scaffold, terminal
from ankang_rules.cli.common import language_option, option
from ankang_rules.cli.spoken import Command
from ankang_rules.source import Language

_ENDING = ".rules"


@click.command(
    cls=Command,
    zh=(
        "新建一个规则集，附示例、一份数据和一个测试，可以马上检查、评定，再改成自己的标准。",
        "PATH 是要新建的规则文件，如 阅览室.rules；文件名就是规则集的名称。已有的文件不会被覆盖。",
        "退出码：0 已建好，2 用法有误、文件已存在或写不了。",
    ),
    en=(
        "Begin a ruleset, with examples, facts and a test: ready to be checked and evaluated, and made your own.",
        "PATH is the rules file to make, such as library.rules; the ruleset is called as the file. Nothing that exists "
        "is overwritten.",
        "Exit codes: 0 made, 2 usage errors, a file that exists, or one that cannot be written.",
    ),
)
@click.argument("path")
@option(
    "--tier",
    metavar="WORD",
    help="What kind of unit is judged, such as town; by default site.",
    zh="评定哪一类单位，如 村；默认为 站点。",
)
@language_option
@click.pass_obj
def new(lang: Language, /, path: str, tier: str | None) -> int:
    file = _named(path)
    tier = tier if tier is not None else scaffold.TIER(lang)
    texts = {
        file: scaffold.rules(file.stem, tier, lang),
        file.with_suffix(".yaml"): scaffold.facts(tier, lang),
        file.with_name(f"test_{re.sub(r'[^0-9A-Za-z_]', '_', file.stem) if file.stem.isascii() else file.stem}.py"): (
            scaffold.test(file.stem, lang)
        ),
    }
    _refuse_bad_names(texts[file], file, tier)
    _write(texts)
    for made in texts:
        terminal.write(messages.made(str(made))(lang))
    terminal.write(messages.what_next(str(file), str(file.with_suffix(".yaml")))(lang))
    return 0


def _named(path: str) -> Path:
    """Return the rules file to make; its ending may be left out."""
    file = Path(path if path.endswith(_ENDING) else f"{path}{_ENDING}")
    if path.endswith(("/", "\\")) or file.stem == "":
        raise messages.new_needs_a_file(path)
    return file


def _refuse_bad_names(rules: str, file: Path, tier: str) -> None:
    """The ruleset is called as its file: a name or a tier that rules cannot be written with is refused beforehand."""
    if check_text(scaffold.rules("x", tier, "en"), str(file)).diagnostics:
        raise messages.not_a_tier(tier)
    if check_text(rules, str(file)).diagnostics:
        raise messages.not_a_ruleset_name(file.stem)


def _write(texts: dict[Path, str]) -> None:
    """Write all files or none."""
    for path in texts:
        if path.exists() or path.is_symlink():
            raise messages.exists_already(str(path))
    made: list[Path] = []
    try:
        for path, text in texts.items():
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
    except OSError:
        for path in made:
            path.unlink(missing_ok=True)
        raise messages.cannot_write(str(path)) from None
