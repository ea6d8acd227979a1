"""Units below units: lists, files and folders of them."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.facts.limits import MOST_CHARACTERS_IN_ALL, MOST_FILES, MOST_UNITS, MOST_UNITS_DEEP
from ankang_rules.facts.messages.words import At, Both, as_written, did_you_mean, listed, quoted, say, shown
from ankang_rules.model.given import Given
from ankang_rules.source import Bilingual, Span

_ONE_UNIT = "例如 `{单位: 城关镇, 事实: {…}}`", "write for example `{unit: 城关镇, facts: {…}}`"
_SPLIT = "请分成几份，分别评定", "judge it in several parts"


# Lists and what stands in them


def children_not_by_level(given: Given) -> Diagnostic:
    zh, en = shown(given)
    text = f"下级要按层级填报，这里却是 {zh}", f"children stand under the name of their level, but this is {en}"
    return say(
        "F527", given, text, ("例如 `下级: {towns: [{单位: 城关镇}]}`", "write for example `children: {towns: […]}`")
    )


def unknown_level(name: Given, suggestions: Sequence[str], known: Sequence[str]) -> Diagnostic:
    it = as_written(name)
    here = f"此处的层级：{listed(known, '、')}", f"the levels here are {listed(known, ', ')}"
    text = f"此处没有名为 {it} 的层级", f"there is no level {it} here"
    return say("F526", name, text, did_you_mean(suggestions, here if known else _MOVE))


_MOVE = "请移到它所属的单位之下", "move it below the units it belongs to"


def level_of_others(name: Given) -> Diagnostic:
    it = as_written(name)
    text = f"层级 {it} 不在这些单位之下", f"the level {it} is not below units of this kind"
    return say("F526", name, text, _MOVE)


def level_title(name: Given) -> Bilingual:
    return Bilingual(zh=f"层级 {as_written(name)}", en=f"the level {as_written(name)}")


def not_a_list(given: Given, level: Bilingual) -> Diagnostic:
    zh, en = shown(given)
    text = f"`{level.zh}` 应是单位的列表，实际是 {zh}", f"`{level.en}` needs a list of units, not {en}"
    step = _ONE_UNIT
    if isinstance(given.value, str) and given.value.strip().casefold() in ("none", "无"):
        step = "若一个也没有，请写 `[]`", "write `[]` where there are none"
    elif isinstance(given.value, str):
        it = quoted(given.value)[1:-1]
        step = f"请写 `[{it}]`", f"write `[{it}]`"
    return say("F527", given, text, step)


def not_a_unit(given: Given, level: Bilingual) -> Diagnostic:
    zh, en = shown(given)
    text = f"`{level.zh}` 的列表里应是单位，实际是 {zh}", f"a list of `{level.en}` holds units, not {en}"
    step = _ONE_UNIT
    if isinstance(given.value, str) and given.value.strip().casefold() not in ("", "null"):
        it = quoted(given.value)[1:-1]
        step = (
            f"请写 `{{单位: {it}}}`，或写以 `.yaml`、`.json` 结尾的文件路径",
            f"write `{{unit: {it}}}`, or the path of a file that ends in `.yaml` or `.json`",
        )
    return say("F527", given, text, step)


def unit_without_name(at: At) -> Diagnostic:
    text = "这个单位没有名称", "this unit has no name"
    return say("F527", at, text, ("请加上 `单位: …` 一栏", "add a line such as `unit: 城关镇`"))


def twice(second: Given, first: Given) -> Diagnostic:
    """Two units below one have the same name; a file shows both places, and without one the sentence names them."""
    it = as_written(second)
    notes = (Note(first.span, Bilingual(zh="第一次在这里", en="first here")),) if first.span else ()
    zh, en = ("", "") if first.span else (f"（另见 {quoted(first.place)}）", f", here and at {quoted(first.place)}")
    text = f"同一单位之下有两个 {it}{zh}", f"two units below the same one are called {it}{en}"
    label = Bilingual(zh="又在这里", en="and again here")
    step = "请删去一个，或改用能区分的名称", "leave one out, or give them names that differ"
    return say("F528", second, text, step, label=label, notes=notes)


def another_day(given: Given, heading: Both) -> Diagnostic:
    it = as_written(given)
    text = (
        f"下级另写了{heading[0]} {it}，评定时只按最上级的",
        f"a unit below has an `{heading[1]}` of its own, {it}, and only that of the whole counts",
    )
    step = "请确认这份事实对整体评定的日期也成立", "check that these facts hold for the day of the whole as well"
    return say("F525", given, text, step)


def register_too_small(at: At, name: Bilingual, total: str, levels: Bilingual, listed_: int) -> Diagnostic:
    text = (
        f"`{name.zh}` 是 {total}，而 `{levels.zh}` 已列出 {listed_:,} 个",
        f"`{name.en}` is {total}, but {listed_:,} of `{levels.en}` are listed",
    )
    return say(
        "F524", at, text, ("请核对总数，或删去多列的单位", "correct the total, or take out what is listed too much")
    )


def too_many_units(at: At) -> Diagnostic:
    text = f"单位超过 {MOST_UNITS:,} 个", f"there are more than {MOST_UNITS:,} units"
    return say("F517", at, text, _SPLIT)


def too_deep(at: At) -> Diagnostic:
    text = (
        f"单位之下的层级超过 {MOST_UNITS_DEEP} 层",
        f"units stand more than {MOST_UNITS_DEEP} levels below each other",
    )
    return say("F517", at, text, _SPLIT)


# Files and folders


def in_file(finding: Diagnostic, named: Span | None) -> tuple[Note, ...]:
    """Return the notes of *finding*, in a file that is *named* elsewhere, with that place."""
    here = (Note(named, Bilingual(zh="这里列入了该文件", en="the file is listed here")),) if named else ()
    return (*finding.notes, *here)


def path_without_file(given: Given) -> Diagnostic:
    it = as_written(given)
    text = f"{it} 是文件路径，而这些事实不在文件里", f"{it} is the path of a file, and these facts stand in none"
    step = (
        "路径相对于写它的文件；请直接写出单位，或以文件给出全部事实",
        "a path starts from the file it stands in: write the unit itself, or hand the facts over as a file",
    )
    return say("F529", given, text, step)


_INSIDE = (
    "请写相对路径，文件须在最上级文件所在的文件夹之内",
    "write a relative path to a file in the folder of the first file, or below it",
)


def absolute_path(given: Given) -> Diagnostic:
    it = as_written(given)
    return say("F529", given, (f"{it} 是绝对路径", f"{it} is an absolute path"), _INSIDE)


def outside(given: Given) -> Diagnostic:
    it = as_written(given)
    text = f"{it} 在事实所在的文件夹之外", f"{it} lies outside the folder of the facts"
    return say("F529", given, text, _INSIDE)


def no_such_file(given: Given, name: str) -> Diagnostic:
    text = f"找不到文件 {quoted(name)}", f"there is no file {quoted(name)}"
    return say("F529", given, text, ("请检查路径和文件名", "check the path and the spelling"))


def not_readable(given: Given, name: str) -> Diagnostic:
    text = f"{quoted(name)} 不是可读的文件", f"{quoted(name)} is no file that can be read"
    return say("F529", given, text, ("请指明一个 YAML 或 JSON 文件", "name a YAML or JSON file"))


def no_format(given: Given, name: str) -> Diagnostic:
    text = f"看不出 {quoted(name)} 是哪种格式", f"{quoted(name)} does not show its format"
    step = "文件名应以 `.yaml`、`.yml` 或 `.json` 结尾", "its name ends in `.yaml`, `.yml` or `.json`"
    return say("F529", given, text, step)


def file_circle(given: Given, name: str) -> Diagnostic:
    text = f"{quoted(name)} 又列入了自己", f"{quoted(name)} takes itself in again"
    return say("F529", given, text, ("请断开这个循环", "break the circle"))


def file_twice(given: Given, name: str, first: Given) -> Diagnostic:
    notes = (Note(first.span, Bilingual(zh="第一次在这里", en="first here")),) if first.span else ()
    text = f"{quoted(name)} 列入了两次", f"{quoted(name)} is taken in twice"
    return say(
        "F529", given, text, ("一个单位只有一个上级，请只留一处", "a unit stands in one place: keep one"), notes=notes
    )


def too_many_files(at: At) -> Diagnostic:
    text = f"文件超过 {MOST_FILES:,} 个", f"there are more than {MOST_FILES:,} files"
    return say("F517", at, text, _SPLIT)


def too_large_in_all(at: At) -> Diagnostic:
    most = f"{MOST_CHARACTERS_IN_ALL:,}"
    text = f"各文件合计超过 {most} 个字符", f"the files together are longer than {most} characters"
    return say("F517", at, text, _SPLIT)


def folder_without_unit(name: str) -> Diagnostic:
    text = f"文件夹 {quoted(name)} 里没有 `unit.yaml`", f"the folder {quoted(name)} has no `unit.yaml`"
    step = (
        "请在其中的 `unit.yaml`（或 `.yml`、`.json`）里写明这个单位",
        "state the unit in a file `unit.yaml` (or `.yml`, `.json`) inside it",
    )
    return say("F507", name, text, step)


def folder_with_two_units(name: str, files: Sequence[str]) -> Diagnostic:
    text = (
        f"文件夹 {quoted(name)} 里有 {listed(files, '、')}",
        f"the folder {quoted(name)} has {listed(files, ' and ')}",
    )
    return say("F507", name, text, ("请只留一个", "keep one of them"))


def unread_file(name: str) -> Diagnostic:
    text = f"{quoted(name)} 未被读取", f"{quoted(name)} is not read"
    step = (
        "下级单位应放在以层级命名的文件夹里，文件名以 `.yaml`、`.yml` 或 `.json` 结尾",
        "units below stand in a folder that is called like their level, in files that end in `.yaml`, `.yml` or `.json`",
    )
    return say("F531", name, text, step)


def both_folder_and_list(given: Given, name: str) -> Diagnostic:
    text = (
        f"{as_written(given)} 既有列表，又有文件夹 {quoted(name)}",
        f"{as_written(given)} has a list and a folder, {quoted(name)}",
    )
    return say("F529", given, text, ("请只留一处", "keep one of the two"))
