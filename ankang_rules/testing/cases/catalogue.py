"""What is said of cases that were run, in both languages."""

from __future__ import annotations

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
    return Bilingual(f"{name} 的结论", f"the verdict of {name}")


def of_unit(rule: str, unit: str) -> Bilingual:
    return Bilingual(f"{unit} 的 {rule}", f"{rule} of {unit}")


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
