"""Words → the keys of choices: one member, or a set of them."""

from __future__ import annotations

import re
from typing import Any, Final

from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.from_bytes import CONTROL
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.values import MOST_PLAIN, ValueReader, clean_text, is_absent, is_missing
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known
from ankang_rules.model.types import Choices, OneOf, SetOf

LISTS: Final = frozenset((list, tuple, set, frozenset))
_BETWEEN = re.compile(r"[、，,;；\s]+")


class _Members:
    """The members of *choices*, by name and label."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.keys = {fold(label): m.key for m in choices.members for label in (m.labels.zh, m.labels.en) if label}
        self.keys |= {member.key: member.key for member in choices.members}
        self.words = [word for m in choices.members for word in (m.name, m.labels.zh, m.labels.en) if word]
        self.plain = {word: key for word in self.words if _is_plain(word) and (key := self.find(word)) is not None}
        """The keys of the words that mean a member and nothing else, exactly as they are declared."""

    def find(self, word: str) -> str | None:
        return self.keys.get(fold(word))

    def key(self, given: Given, about: About, reading: Reading) -> str:
        """Return the key of the member that *given* names. An open list keeps what it does not name."""
        word = clean_text(given, about)
        key = self.find(word)
        if key is not None:
            return key
        if not self.choices.open:
            raise Invalid(messages.values.not_a_member, given, about, self.choices, reading.likely(word, self.words))
        reading.warn(messages.values.unlisted_member, given, about, self.choices)
        return fold(word)


def _is_plain(word: str) -> bool:
    return bool(word.strip()) and not is_absent(Given(word, quoted=True)) and not CONTROL.search(word)


class OneOfReader(ValueReader):
    """One member, by name or label."""

    def __init__(self, kind: OneOf) -> None:
        super().__init__(kind)
        self.members = _Members(kind.choices)

    def plain(self, value: Any) -> Known | None:
        key = self.members.plain.get(value) if type(value) is str else None
        return None if key is None else Known(key)

    def written(self, value: Any) -> str:
        return str(value)

    def value(self, given: Given, about: About, reading: Reading) -> str:
        if not isinstance(given.value, str) or not given.value.strip():
            raise self.wrong_type(given, about)
        return self.members.key(given, about, reading)


class SetOfReader(ValueReader):
    """A list of members, each by name or label."""

    ordered = False

    def __init__(self, kind: SetOf) -> None:
        super().__init__(kind)
        self.members = _Members(kind.choices)

    def plain(self, value: Any) -> Known | None:
        if type(value) not in LISTS or len(value) > MOST_PLAIN:
            return None
        try:
            return Known(frozenset([self.members.plain[word] for word in value]))
        except Exception:  # no word that is known, or no word at all, and a foreign class may raise anything
            return None

    def value(self, given: Given, about: About, reading: Reading) -> frozenset[str]:
        if isinstance(given.value, str) and given.value.strip():
            raise Invalid(messages.values.not_in_brackets, given, about, self._in_brackets(given.value.strip()))
        if not isinstance(given.value, tuple):
            raise self.wrong_type(given, about)
        keys: set[str] = set()
        sound = True
        for item in given.value:
            try:
                keys.add(self._member(item, about, reading))
            except Invalid as invalid:
                sound = False
                invalid.tell(reading)
        if not sound:
            raise Invalid
        return frozenset(keys)

    def _member(self, item: Given, about: About, reading: Reading) -> str:
        if is_missing(item) or is_absent(item):
            raise Invalid(messages.values.no_member, item, about)
        if not isinstance(item.value, str) or not item.value.strip():
            raise Invalid(messages.values.not_a_member, item, about, self.members.choices, ())
        return self.members.key(item, about, reading)

    def _in_brackets(self, text: str) -> str:
        words = [text] if self.members.find(text) else _BETWEEN.split(text)
        return f"[{', '.join(word for word in words if word)}]"
