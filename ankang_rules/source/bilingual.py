"""One sentence or label in both languages."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@frozen
class Bilingual:
    """A text in Chinese and in English; either may be missing, then the other stands in."""

    zh: str | None = None
    en: str | None = None

    def __call__(self, lang: Language) -> str:
        chosen, other = (self.zh, self.en) if lang == "zh" else (self.en, self.zh)
        return chosen or other or ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def to_dict(self) -> dict[str, str]:
        return {lang: text for lang, text in (("zh", self.zh), ("en", self.en)) if text}
