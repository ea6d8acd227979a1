"""What is wrong with a saved report, or with what is asked of one, in both languages."""

from __future__ import annotations

from typing import Literal

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual

Kind = Literal["old report", "facts", "other"]

_SAVE = (
    "用 `ankang-rules evaluate … --format json` 或 `report.save(…)` 保存报告",
    "save one with `ankang-rules evaluate … --format json` or `report.save(…)`",
)


def _say(code: str, name: str | None, text: tuple[str, str], help: tuple[str, str]) -> Diagnostic:
    return Diagnostic(code, Bilingual(*text), help=Bilingual(*help), place=name)


# P801: cannot be read


def no_such_file(name: str) -> Diagnostic:
    text = f"找不到报告 `{name}`", f"there is no report `{name}`"
    return _say("P801", None, text, ("请检查路径和文件名", "check the path and the spelling"))


def is_a_folder(name: str) -> Diagnostic:
    text = f"`{name}` 是文件夹，不是报告", f"`{name}` is a folder, not a report"
    return _say("P801", None, text, ("请指明其中的 JSON 文件", "name the JSON file inside it"))


def cannot_open(name: str) -> Diagnostic:
    text = f"报告 `{name}` 打不开", f"the report `{name}` cannot be opened"
    return _say("P801", None, text, ("请确认有权读取该文件", "check that you may read it"))


def too_large(name: str, most: int) -> Diagnostic:
    text = f"`{name}` 超过 {most:,} 字节，不予读取", f"`{name}` is larger than {most:,} bytes and is not read"
    return _say("P801", None, text, ("请按单位分别保存报告", "save the reports of the units one by one"))


def not_utf8(name: str) -> Diagnostic:
    text = f"报告 `{name}` 不是 UTF-8 编码的文字", f"the report `{name}` is not text in UTF-8"
    return _say("P801", None, text, _SAVE)


def cut_short(name: str, line: int) -> Diagnostic:
    text = f"报告 `{name}` 不完整，到第 {line} 行中断", f"the report `{name}` is cut short: it ends in line {line}"
    return _say("P801", None, text, ("请重新复制或重新生成", "copy it again, or derive it again"))


def no_json(name: str, line: int | None, column: int | None) -> Diagnostic:
    zh, en = (f"，见第 {line} 行第 {column} 列", f": see line {line}, column {column}") if line else ("", "")
    return _say("P801", None, (f"`{name}` 不是 JSON{zh}", f"`{name}` is not JSON{en}"), _SAVE)


def no_report(name: str, kind: Kind) -> Diagnostic:
    text = f"`{name}` 不是本程序保存的报告", f"`{name}` is not a report that was saved by this program"
    help = {
        "old report": (
            "它像是旧版保存的报告，无从核对；请重新评定并保存",
            "it looks like one of an older version, which cannot be checked: evaluate anew and save that",
        ),
        "facts": (
            "它像是事实文件；请先评定：`ankang-rules evaluate`",
            "it looks like facts: `ankang-rules evaluate` them first",
        ),
        "other": _SAVE,
    }[kind]
    return _say("P801", None, text, help)


def newer_format(name: str) -> Diagnostic:
    text = (
        f"报告 `{name}` 由更新的版本保存，读不懂",
        f"the report `{name}` was saved by a newer version and cannot be read",
    )
    return _say("P801", None, text, ("请更新 ankang-rules", "update ankang-rules"))


# P802: edited


def edited(name: str) -> Diagnostic:
    text = f"报告 `{name}` 保存后被改动过", f"the report `{name}` was edited after it was saved"
    help = (
        "用原件，或用 `ankang-rules verify` 查明改了什么",
        "take the original, or let `ankang-rules verify` say what differs",
    )
    return _say("P802", None, text, help)


def misshapen(name: str, place: str, *, is_sealed: bool) -> Diagnostic:
    text = (
        f"报告 `{name}` 中 `{place}` 处不是报告应有的内容",
        f"in the report `{name}`, what stands at `{place}` is not what a report has there",
    )
    if is_sealed:
        return _say("P801", None, text, _SAVE)
    return _say("P802", None, text, ("报告被改动过，请用原件", "the report was edited: take the original"))


# P803: does not fit


def no_such_unit(name: str, path: str) -> Diagnostic:
    text = (
        f"报告 `{name}` 评定的 `{path}` 不在这份事实中",
        f"the report `{name}` is about `{path}`, which these facts do not have",
    )
    return _say("P803", None, text, ("交给报告所依据的整份事实", "hand in all the facts that the report was made from"))


def follows_another(name: str, seal: str | None) -> Diagnostic:
    if seal is None:
        text = f"报告 `{name}` 没有接续别的报告", f"the report `{name}` follows no other report"
        return _say("P803", None, text, ("去掉 `--only-open`", "leave out `--only-open`"))
    text = f"报告 `{name}` 接续的报告是 `{seal[:12]}`", f"the report `{name}` follows another, `{seal[:12]}`"
    return _say("P803", None, text, ("用 `--only-open` 给出那份报告", "name that report with `--only-open`"))


def other_ruleset(name: str, then: str, now: str) -> Diagnostic:
    text = (
        f"报告 `{name}` 按 `{then}` 评定，不是 `{now}`",
        f"the report `{name}` was judged by `{then}`, not by `{now}`",
    )
    return _say("P803", None, text, ("使用评定时的规则集", "use the ruleset that it was judged by"))


def other_unit(name: str, then: str, now: str) -> Diagnostic:
    text = (
        f"报告 `{name}` 评定的是 `{then}`，事实说的是 `{now}`",
        f"the report `{name}` is about `{then}`, and the facts are about `{now}`",
    )
    return _say("P803", None, text, ("交给同一单位的报告和事实", "hand in the report and the facts of one unit"))


def of_a_later_day(name: str, then: str, now: str) -> Diagnostic:
    text = (
        f"报告 `{name}` 截至 {then}，晚于现在问的 {now}",
        f"the report `{name}` is of {then}, later than {now} asked about now",
    )
    return _say(
        "P803", None, text, ("接续较早的报告，或给出以后的日期", "follow an earlier report, or ask about a later day")
    )


# P804: what is asked of a report


def not_an_age(text: str) -> Diagnostic:
    sentence = f"`{text}` 不是一段时间", f"`{text}` is not a length of time"
    return _say("P804", None, sentence, ("写成 `12个月` 或 `90天` 这样", "write it like `12 months` or `90 days`"))


def no_day_to_visit() -> Diagnostic:
    text = "报告没有截至日期，无从知道到那天会怎样", "the report is about no day, so nobody knows what comes by then"
    return _say(
        "P804",
        None,
        text,
        (
            "评定时给出日期：`as_of`、`--as-of` 或事实文件的 `截至日期`",
            "evaluate it for a day: `as_of`, `--as-of`, or `as of` in the facts",
        ),
    )


def visit_in_the_past(by: str, as_of: str) -> Diagnostic:
    text = f"`{by}` 不在报告的日期 {as_of} 之后", f"`{by}` is not after {as_of}, the day of the report"
    return _say("P804", None, text, ("给出以后的日期", "give a later day"))


def not_a_day(text: str) -> Diagnostic:
    sentence = f"`{text}` 不是一个日期", f"`{text}` is not a day of the calendar"
    return _say("P804", None, sentence, ("写成 `2015-06-30` 这样", "write it like `2015-06-30`"))
