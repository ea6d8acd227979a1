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
