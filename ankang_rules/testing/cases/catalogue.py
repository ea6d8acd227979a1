"""What is said of cases that were run, in both languages."""

from __future__ import annotations

from ankang_rules.explain.layout import chinese
from ankang_rules.model.status import Status
from ankang_rules.source import Bilingual


def failed(title: str, where: str) -> Bilingual:
    return Bilingual(f"✗ “{title}”  {where}", f"✗ “{title}”  {where}")


def expected_but(rule: str, expected: Status, found: Status) -> Bilingual:
    return Bilingual(
        f"{rule}：应为{expected.label.zh}，实为{found.label.zh}",
        f"{rule}: expected {expected.label.en}, found {found.label.en}",
    )


def verdict_of(name: str) -> Bilingual:
    return Bilingual(chinese(name, "的结论"), f"the verdict of {name}")


def of_unit(rule: str, unit: str) -> Bilingual:
    return Bilingual(chinese(unit, "的", rule), f"{rule} of {unit}")


def cannot_be_judged() -> Bilingual:
    return Bilingual("无法评定：", "cannot be judged:")


def expects_of_nobody() -> Bilingual:
    return Bilingual("所期望的对象不存在：", "expects something of what is not there:")


def all_held(cases: int, files: int) -> Bilingual:
    return Bilingual(
        f"{files} 个文件，{cases} 个用例全部符合", f"{_s(cases, 'case')} in {_s(files, 'file')}: all hold."
    )


def some_failed(failures: int, cases: int, files: int) -> Bilingual:
    return Bilingual(
        f"{files} 个文件，{cases} 个用例中 {failures} 个不符",
        f"{_s(cases, 'case')} in {_s(files, 'file')}: {failures} do{'es' if failures == 1 else ''} not hold.",
    )


def _s(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# Coverage

TRUTH = {
    Status.PASS: Bilingual("成立", "holds"),
    Status.FAIL: Bilingual("不成立", "does not hold"),
    Status.UNKNOWN: Bilingual("未知", "unknown"),
}


def covered(name: str, tested: int, rules: int) -> Bilingual:
    return Bilingual(
        f"{name}：{rules} 条规则中 {tested} 条既有达标的用例，也有不达标的用例",
        f"{name}: {tested} of {_s(rules, 'rule')} both pass and fail in some case",
    )


# Mutation

_KINDS = {
    "comparator": Bilingual("比较", "comparison"),
    "threshold": Bilingual("界限", "threshold"),
    "quantifier": Bilingual("范围词", "quantifier"),
    "member": Bilingual("成员", "member"),
    "and/or": Bilingual("且或", "and/or"),
    "arithmetic": Bilingual("运算", "arithmetic"),
    "branch": Bilingual("分支", "branch"),
    "condition": Bilingual("条件", "condition"),
    "exception": Bilingual("例外", "exception"),
    "when": Bilingual("适用条件", "when"),
    "due": Bilingual("期限", "due"),
    "rule": Bilingual("规则", "rule"),
}


def mutated(name: str, tried: int, survived: int) -> Bilingual:
    if not survived:
        return Bilingual(
            f"{name}：试改 {tried} 处，用例都能发现", f"{name}: {_s(tried, 'change')} tried, each is noticed."
        )
    return Bilingual(
        f"{name}：试改 {tried} 处，其中 {survived} 处没有用例发现",
        f"{name}: {_s(tried, 'change')} tried, {survived} that no case notices:",
    )


def not_judged(name: str) -> Bilingual:
    return Bilingual(
        f"{name}：共用条款，只在引用它的规则集中评定，故不改动",
        f"{name}: a library, judged only where a ruleset takes its rules in, so nothing is changed",
    )


def changed(kind: str, before: Bilingual, after: Bilingual) -> Bilingual:
    word = _KINDS[kind]
    dropped = Bilingual("（删去）", "(dropped)")
    return Bilingual(
        f"{word.zh}：{before('zh')} → {after('zh') or dropped.zh}",
        f"{word.en}: {before('en')} → {after('en') or dropped.en}",
    )
