"""Files that exist only as texts: a folder for rulesets that take in or judge by others."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class TextFile:
    """One file called *name*; without a *text* there is none."""

    name: str
    text: str | None

    def is_file(self) -> bool:
        return self.text is not None

    def is_dir(self) -> bool:
        return False

    def read_bytes(self) -> bytes:
        return (self.text or "").encode()

    def __str__(self) -> str:
        return self.name


@frozen
class Texts:
    """A folder of *texts*, each under the name of its file.

    >>> Texts({"town.rules": "ruleset demo.town tier town"}).joinpath("town.rules").is_file()
    True
    """

    texts: Mapping[str, str] = field(factory=dict)

    def joinpath(self, name: str) -> TextFile:
        return TextFile(name, self.texts.get(name))
