"""What the engine cannot take, declared: it is refused by name before anything runs."""

from __future__ import annotations

from typing import Final, Literal

from ankang_rules.source import Bilingual

What = Literal[
    "too large",
    "two shares in doubt",
    "choice between bounds",
    "ratio in a list",
    "many choices",
    "part of a list",
    "units",
]

GAPS: Final[dict[What, Bilingual]] = {
    "too large": Bilingual(
        zh="其中的数可能超出引擎的 128 位整数", en="its numbers may pass the 128 bits of the engine's whole numbers"
    ),
    "two shares in doubt": Bilingual(
        zh="它比较两个都可能未定的占比是否相等", en="it asks whether two shares are equal that may both be in doubt"
    ),
    "choice between bounds": Bilingual(
        zh="它在如果…那么…中使用可能未定的计数", en="it chooses by `if` between counts that may be in doubt"
    ),
    "ratio in a list": Bilingual(
        zh="它对记录中的比值求和或求极值", en="it takes a sum, an average or an extreme of ratios over records"
    ),
    "many choices": Bilingual(zh="它使用超过 62 项的选项集合", en="it uses a set with more than 62 choices"),
    "part of a list": Bilingual(
        zh="它从清单或月份序列中间接取值", en="it reads a list or a monthly series through something else than its name"
    ),
    "units": Bilingual(
        zh="它逐个评定下级单位，或对有登记总数的下级计数",
        en="it judges each unit below, or counts units that have a register",
    ),
}


class Gap(Exception):
    """Raised where an expression cannot be put to the engine; caught where its rule is known."""

    def __init__(self, what: What) -> None:
        super().__init__(what)
        self.what = what
