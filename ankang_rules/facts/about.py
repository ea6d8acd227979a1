"""What a value is about: an indicator, one of its months, a record, a field of one."""

from __future__ import annotations

from typing import Literal

from attrs import evolve, frozen

from ankang_rules.core.ruleset import Indicator, Parameter
from ankang_rules.model.outcome import ReasonKind, Unknown, unknown
from ankang_rules.source import Bilingual


@frozen
class About:
    """The indicator under *key*, called *name* in messages; *at* leads to the part of it that is meant."""

    key: str
    name: Bilingual
    at: tuple[int | str, ...] = ()
    inside: Literal["months", "records"] = "months"

    @classmethod
    def of(cls, declared: Indicator | Parameter) -> About:
        return cls(declared.key, Bilingual(zh=declared.labels.zh or declared.name, en=declared.name))

    def month(self, number: int) -> About:
        return evolve(self, at=(*self.at, number))

    def record(self, number: int) -> About:
        return evolve(self, at=(number,), inside="records")

    def field(self, key: str) -> About:
        return evolve(self, at=(*self.at, key))

    def unknown(self, kind: ReasonKind) -> Unknown:
        return unknown(kind, self.key, *self.at)

    @property
    def title(self) -> Bilingual:
        """What a sentence calls it, for example ``month 3 of `new enrolments` ``."""
        zh, en = f"`{self.name.zh}`", f"`{self.name.en}`"
        for depth, part in enumerate(self.at):
            if isinstance(part, str):
                zh, en = f"{zh} 的 `{part}`", f"`{part}` in {en}"
            elif self.inside == "records" and depth == 0:
                zh, en = f"{zh} 第 {part} 条", f"record {part} of {en}"
            else:
                zh, en = f"{zh} {part} 月", f"month {part} of {en}"
        return Bilingual(zh=zh, en=en)
