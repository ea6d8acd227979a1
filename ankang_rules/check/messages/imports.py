"""Sentences about imports and libraries."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.messages.say import did_you_mean, quoted, say
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Span


def import_not_found(span: Span, name: str, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N208",
        span,
        f"找不到要导入的 `{name}`",
        f"cannot find `{name}` to import",
        help_zh=zh or "随库自带的写 `ankang.common`；自己的文件写相对于本文件的路径并加引号",
        help_en=en or "a packaged one is written `ankang.common`; a file of your own is a quoted path beside this file",
    )


def import_without_folder(span: Span, name: str) -> Diagnostic:
    return say(
        "N208",
        span,
        f"`{name}` 是相对路径，而这段文字不在任何文件里",
        f"`{name}` is relative to a file, but this text is in none",
        help_zh="把它存成 .rules 文件再载入",
        help_en="save the text as a `.rules` file and load that",
    )


def import_circle(span: Span, name: str, *, itself: bool) -> Diagnostic:
    zh, en = (
        ("本文件导入了自己", "this file imports itself")
        if itself
        else (f"`{name}` 又导入了本文件", f"`{name}` imports this file in turn")
    )
    return say(
        "N209",
        span,
        zh,
        en,
        help_zh="删去这一行" if itself else "把共用的部分放进第三个文件",
        help_en="leave this line out" if itself else "put what they share into a third file",
    )


def import_is_broken(span: Span, name: str, count: int) -> Diagnostic:
    return say(
        "N210",
        span,
        f"导入的 `{name}` 有 {count} 处问题",
        f"`{name}`, imported here, has {count} problem{'s' * (count > 1)}",
        help_zh="先改好那个文件",
        help_en="mend that file first",
    )


def as_in_unknown(span: Span, library: str, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N211",
        span,
        f"没有导入名为 `{library}` 的库",
        f"no library `{library}` is imported",
        help_zh=zh or f"先写 `导入 {library}`",
        help_en=en or f"add `import {library}`",
    )


def as_in_itself(span: Span) -> Diagnostic:
    return say(
        "N211",
        span,
        f"`{quoted(span)}` 就是本文件，规则不能取自它自己",
        f"`{quoted(span)}` is this file, which cannot take a rule from itself",
        help_zh="写要取用的库的名称",
        help_en="name the library that has the rule",
    )


def as_in_ruleset(span: Span, tier: str) -> Diagnostic:
    return say(
        "N211",
        span,
        f"`{quoted(span)}` 有层级 `{tier}`，不是库",
        f"`{quoted(span)}` has the tier `{tier}`, so it is not a library",
        help_zh="把共用的规则放进没有 `层级` 的文件",
        help_en="put rules to be shared into a file without `tier`",
    )


def as_in_no_rule(span: Span, rule: str, library: str, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N201",
        span,
        f"库 `{library}` 里没有规则 `{rule}`",
        f"`{library}` has no rule `{rule}`",
        help_zh=zh or "取用的规则与库里的同名",
        help_en=en or "a rule is taken in under the name it has in the library",
    )


def no_such_ruleset(name: str, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return Diagnostic(
        "N208",
        Bilingual(zh=f"没有名为 `{name}` 的规则集", en=f"there is no ruleset named `{name}`"),
        help=Bilingual(
            zh=zh or "自己的文件要写以 `.rules` 结尾的路径",
            en=en or "a file of your own is a path that ends in `.rules`",
        ),
    )
