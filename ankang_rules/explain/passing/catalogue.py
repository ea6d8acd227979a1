"""The sentences about how to pass, in zh and en."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from ankang_rules.explain.layout import chinese
from ankang_rules.source import Bilingual


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


passes_already = _two("已经达标，无需改动", "it passes already")
does_not_apply = _two(
    "不适用；改动事实使其适用不算整改办法", "it is not applicable, and making it apply is no way to pass"
)
nothing_given = _two("未填报", "not given")
none_there = _two("无", "none")
to_pass = _two("如何达标", "to pass")
one_of_these = _two("以下任一项即可达标：", "to pass, any one of these is enough:")
products_left_out = _two(
    "两个可改动的事实相乘之处，只考虑了改动其中一个",
    "where two facts that can change are multiplied, only changes to one of them were looked at",
)


def of_unit(unit: str, line: Bilingual, between: str) -> Bilingual:
    return _two(f"{unit}{between}{line('zh')}", f"{unit}{between}{line('en')}")


def line(name: str, what: str) -> Bilingual:
    return _two(f"{name}：{what}", f"{name}: {what}")


def or_other_ways(number: int) -> Bilingual:
    en = "in one other way" if number == 1 else f"in one of {number:,} other ways"
    return _two(f"（或另外 {number:,} 种办法之一）" if number > 1 else "（或另一种办法）", f" (or {en})")


def part(name: str, place: str) -> Bilingual:
    return _two(f"{name}（{place}）", f"{name} ({place})")


def becomes(before: str, after: str) -> str:
    return f"{before} → {after}"


def moved(before: str, after: str, by: str) -> str:
    return f"{before} → {after} ({by})"


def days(number: int) -> Bilingual:
    sign = "+" if number > 0 else "−"
    unit = "day" if abs(number) == 1 else "days"
    return _two(f"{sign}{abs(number)} 天", f"{sign}{abs(number)} {unit}")


def points(number: str) -> Bilingual:
    return _two(f"{number} 个百分点", f"{number} {'point' if number in ('+1', '−1') else 'points'}")


def members(added: str, removed: str) -> Bilingual:
    """What a set gains and loses; either may be empty."""
    zh = [chinese("增加", added)] * bool(added) + [chinese("去掉", removed)] * bool(removed)
    en = [f"add {added}"] * bool(added) + [f"remove {removed}"] * bool(removed)
    return _two("；".join(zh), "; ".join(en))


def and_more(number: int) -> Bilingual:
    return _two(f"另有 {number} 种办法", f"and {number} more {'way' if number == 1 else 'ways'}")


def no_way(why: Bilingual) -> Bilingual:
    return _two(f"没有可行的整改：{why.zh}", f"nothing makes it pass: {why.en}")


_BECAUSE = {
    "product": _two(
        "两个可改动的事实相乘，同时改动两者不在求解范围内",
        "two facts that can change are multiplied, and changing both at once is outside of what is solved",
    ),
    "grid": _two(
        "取整或按月推移后的值又与其他事实相运算，不在求解范围内",
        "a rounded value, or a day moved by months, is reckoned with further, which is outside of what is solved",
    ),
    "list": _two(
        "名单或下级单位没有报全，增加记录或单位不在求解范围内",
        "a list of records or units is not complete, and adding to it is outside of what is solved",
    ),
    "count": _two(
        "记录或单位的个数参与运算，不在求解范围内",
        "a number of records or units is reckoned with further, which is outside of what is solved",
    ),
    "where": _two("尚不清楚哪些记录计入", "it is not known which records count"),
    "set": _two(
        "两个可改动的集合相比，不在求解范围内", "comparing two sets that can change is outside of what is solved"
    ),
    "verdict": _two("要求某个下级单位不达标", "it asks for a unit below not to pass"),
}


def line_of(name: Bilingual, what: Bilingual) -> Bilingual:
    return _two(f"{name('zh')}：{what('zh')}", f"{name('en')}: {what('en')}")


def together(found: Sequence[Bilingual]) -> Bilingual:
    return _two("；".join(it("zh") for it in found), "; ".join(it("en") for it in found))


def contradict(*, complete: bool) -> Bilingual:
    """Why rules that can each be met are not met together."""
    if not complete:
        return _MANY
    return _two(
        "各条规则分别可以达标，合在一起却互相矛盾",
        "each of the rules can be met, but together they contradict each other",
    )


_MANY = _two("可能的改动太多，未能全部尝试", "there are more possible changes than were tried")


def fixed(names: Bilingual) -> Bilingual:
    return _two(f"{chinese(names('zh'), '不可改动')}（固定）", f"fixed, so that it may not be changed: {names('en')}")


def unfilled(names: Bilingual) -> Bilingual:
    return _two(
        f"{chinese('先补报', names('zh'))}（固定，不由整改办法设定）",
        f"fixed and not given, to be handed in first: {names('en')}",
    )


def none_because(known: Collection[Bilingual], notes: Container[str], *, complete: bool) -> Bilingual:
    """Why nothing was found: what is outside of what is solved, else that the requirements contradict."""
    because = [*known, *(text for note, text in _BECAUSE.items() if note in notes)]
    if not complete:
        because.append(_MANY)
    if not because:
        because.append(
            _two(
                "无论怎样改动事实，要求之间都互相矛盾，或取决于日期与参数",
                "whatever the facts are, the requirements contradict each other, or rest on days and parameters alone",
            )
        )
    return together(because)
