"""Types in the author's words, for messages."""

from __future__ import annotations

from ankang_rules.model import types as ty
from ankang_rules.model.units import DAYS
from ankang_rules.source import Bilingual


def describe(kind: ty.Type) -> Bilingual:
    """Return what *kind* is called in a message: its unit where it has one, else its name."""
    match kind:
        case ty.Quantity():
            return _quantity(kind)
        case ty.Duration(unit):
            return Bilingual(zh="天数", en="days") if unit == DAYS else Bilingual(zh="月数", en="months")
        case ty.OneOf(choices) | ty.SetOf(choices):
            several = isinstance(kind, ty.SetOf)
            name = choices.labels("zh") or choices.name or "、".join(m.labels("zh") or m.name for m in choices.members)
            english = choices.name or ", ".join(m.name for m in choices.members)
            return Bilingual(
                zh=f"{name}的{'集合' if several else '一项'}", en=f"{'a set' if several else 'one'} of {english}"
            )
        case ty.Monthly(of, months):
            inner = describe(of)
            first = "" if months == 12 else f"（前 {months} 个月）"
            return Bilingual(zh=f"逐月{inner.zh}{first}", en=f"monthly {inner.en}{_first(kind)}")
        case _:
            return _PLAIN[type(kind)]


def describe_noun(kind: ty.Type) -> Bilingual:
    """Return what a thing of *kind* is, after "is" or 是."""
    if isinstance(kind, ty.Quantity) and kind.unit:
        return Bilingual(zh=f"以{kind.unit}计的量", en=f"a quantity in {kind.unit}")
    if isinstance(kind, ty.YesNo):
        return Bilingual(zh="是/否", en="a yes or no")
    if isinstance(kind, ty.Duration):
        return Bilingual(zh="时长", en=f"a number of {describe(kind).en}")
    if isinstance(kind, ty.Monthly):
        return Bilingual(zh=describe(kind).zh, en=f"a monthly series ({describe(kind.of).en}){_first(kind)}")
    return describe(kind)


def _first(kind: ty.Monthly) -> str:
    return "" if kind.months == 12 else f" for the first {kind.months} months"


def _quantity(kind: ty.Quantity) -> Bilingual:
    if kind.unit:
        return Bilingual(zh=str(kind.unit), en=str(kind.unit))
    return Bilingual(zh="无单位的数", en="a number without unit")


_PLAIN: dict[type[ty.Type], Bilingual] = {
    ty.YesNo: Bilingual(zh="是/否", en="yes/no"),
    ty.Bare: Bilingual(zh="数", en="a number"),
    ty.Share: Bilingual(zh="百分比", en="a share"),
    ty.Date: Bilingual(zh="日期", en="a date"),
    ty.Text: Bilingual(zh="文字", en="a text"),
    ty.ListOf: Bilingual(zh="清单", en="a list of records"),
}
