"""Every sentence about files of cases that do not fit, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Span

_MOST = 6


def _say(code: str, span: Span | None, text: tuple[str, str], help: tuple[str, str], place: str = "") -> Diagnostic:
    return Diagnostic(code, Bilingual(*text), span, Bilingual(*help), place=place or None)


def no_extra() -> Bilingual:
    return Bilingual(
        "为测试生成事实需要附加组件 `testing`（缺少 hypothesis）：pip install 'ankang-rules[testing]'",
        "drawing facts for tests needs the extra `testing` (hypothesis is missing): pip install 'ankang-rules[testing]'",
    )


def _listed(words: Sequence[str]) -> tuple[str, str]:
    shown = [f"`{word}`" for word in words[:_MOST]]
    more = len(words) - len(shown)
    return "、".join(shown) + (f" 等 {len(words)} 个" if more else ""), ", ".join(shown) + (
        f" and {more} more" if more else ""
    )


def _meant(close: Sequence[str], otherwise: tuple[str, str]) -> tuple[str, str]:
    zh, en = _listed(close)
    return (f"是否想写 {zh}？", f"did you mean {en}?") if close else otherwise


def no_such_rule(span: Span | None, name: str, close: Sequence[str], *, ambiguous: bool) -> Diagnostic:
    if ambiguous:
        zh, en = _listed(close)
        text = f"`{name}` 可以是 {len(close)} 条规则", f"`{name}` could be any of {len(close)} rules"
        return _say("N203", span, text, (f"写出完整编号：{zh}", f"write its full id: {en}"))
    text = f"规则集中没有规则 `{name}`", f"the ruleset has no rule `{name}`"
    return _say("N201", span, text, _meant(close, ("检查规则的编号", "check the id of the rule")))


def no_such_unit(span: Span | None, name: str, close: Sequence[str], known: Sequence[str]) -> Diagnostic:
    text = f"用例中没有唯一的下级单位 `{name}`", f"the case has no single unit `{name}` below"
    zh, en = _listed(known)
    units = (f"下级单位有：{zh}", f"the units are {en}") if known else ("写在 `下级` 之下", "list it under `children`")
    return _say("C901", span, text, _meant(close, units))


def wrong_form(span: Span | None) -> Diagnostic:
    text = "用例文件应是用例的列表", "a file of cases holds a list of cases"
    help = "写作 `cases:`，其下每条以 `- name:` 开头", "write `cases:`, and below it each case as `- name: …`"
    return _say("C901", span, text, help)


def not_a_case(span: Span | None) -> Diagnostic:
    text = "这里应是一个用例", "a case should stand here"
    return _say("C901", span, text, ("写 `name`、`facts` 和 `expect`", "give it `name`, `facts` and `expect`"))


def no_heading(span: Span | None, name: str, close: Sequence[str]) -> Diagnostic:
    text = f"用例没有 `{name}` 这一项", f"a case has no entry `{name}`"
    known = "name、as of、assessment year、facts、children、parameters、expect、verdict、units"
    return _say("C901", span, text, _meant(close, (f"可写 {known}", f"it can have {known.replace('、', ', ')}")))


def no_heading_of_base(span: Span | None, name: str, close: Sequence[str]) -> Diagnostic:
    text = f"基准没有 `{name}` 这一项", f"a base has no entry `{name}`"
    known = "as of、assessment year、facts、children、parameters"
    return _say("C901", span, text, _meant(close, (f"可写 {known}", f"it can have {known.replace('、', ', ')}")))


def no_number_of_copies(span: Span | None) -> Diagnostic:
    text = "份数应为 0 到 1000 的整数", "the number of copies is a whole number from 0 to 1000"
    return _say("C901", span, text, ("写作 `份数: 20`", "write for example `copies: 20`"))


def given_twice(span: Span | None, name: str) -> Diagnostic:
    return _say("C901", span, (f"`{name}` 写了两次", f"`{name}` is given twice"), ("只留一处", "keep one of them"))


def no_name(span: Span | None) -> Diagnostic:
    text = "用例没有名称", "the case has no name"
    return _say("C901", span, text, ("加上 `name: …`", "add `name: …`"))


def name_twice(span: Span | None, name: str) -> Diagnostic:
    text = f"两个用例都叫 `{name}`", f"two cases are called `{name}`"
    return _say("C901", span, text, ("给其中一个改名", "rename one of them"))


def expects_nothing(span: Span | None) -> Diagnostic:
    text = "用例没有写期望的结果", "the case expects nothing"
    return _say("C901", span, text, ("加上 `expect: {规则: pass}`", "add `expect: {rule: pass}`"))


def not_a_status(span: Span | None, text: str) -> Diagnostic:
    sentence = f"`{text}` 不是一种结果", f"`{text}` is no outcome of a rule"
    help = (
        "写 `pass`、`fail`、`unknown` 或 `not applicable`，也可写 `通过`、`不通过`、`未知`、`不适用`",
        "write `pass`, `fail`, `unknown` or `not applicable`",
    )
    return _say("C901", span, sentence, help)


def not_a_mapping(span: Span | None, name: str) -> Diagnostic:
    text = f"`{name}` 下应是名称和值", f"names with values should stand under `{name}`"
    return _say("C901", span, text, (f"写作 `{name}: {{名称: 值}}`", f"write `{name}: {{name: value}}`"))


def no_ruleset(span: Span | None, place: str, tried: str) -> Diagnostic:
    text = f"看不出 `{place}` 是哪个规则集的用例", f"`{place}` does not say which ruleset its cases are for"
    help = (
        f"在旁边放 `{tried}`，或在文件开头写 `ruleset: 名称`",
        f"put `{tried}` beside it, or begin the file with `ruleset: NAME`",
    )
    return _say("C901", span, text, help, place)


def nothing_to_test(place: str) -> Diagnostic:
    text = f"`{place}` 里没有规则文件，也没有用例文件", f"`{place}` holds neither rules nor cases"
    return _say(
        "F512",
        None,
        text,
        ("规则文件以 .rules 结尾，用例文件以 .cases.yaml 结尾", "they end in .rules and in .cases.yaml"),
        place,
    )


def not_to_be_tested(place: str) -> Diagnostic:
    text = f"`{place}` 不是规则文件、用例文件或文件夹", f"`{place}` is no file of rules or cases, and no folder"
    help = (
        "写以 .rules 或 .cases.yaml 结尾的路径、文件夹，或内置规则集的名称",
        "write a path that ends in .rules or .cases.yaml, a folder, or a packaged name",
    )
    return _say("F512", None, text, help, place)
