"""What a compiled ruleset says about one unit: a status for each rule, folded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from ankang_rules.compile.runtime import NOT_APPLICABLE, all_of, any_of
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.model.status import Status

Codes = tuple[Any, ...]

_STATUSES = {True: Status.PASS, False: Status.FAIL, None: Status.UNKNOWN, NOT_APPLICABLE: Status.NOT_APPLICABLE}
STATUSES: Final[Mapping[Any, Status]] = MappingProxyType(_STATUSES)
CODES: Final = MappingProxyType({status: code for code, status in STATUSES.items()})


@frozen
class Folding:
    """How codes fold into that of the whole: *of_each* of the rules at these places, one of *alternatives* each."""

    of_each: tuple[int, ...] | None
    """None for all of them."""
    alternatives: tuple[tuple[int, ...], ...] = ()

    @classmethod
    def of(cls, core: RulesetCore) -> Folding:
        choosing = [group.key for group in core.groups if group.any_of]
        musts = [(place, rule.group) for place, rule in enumerate(core.rules) if rule.force == "must"]
        of_each = tuple(place for place, group in musts if group not in choosing)
        alternatives = (tuple(place for place, group in musts if group == key) for key in choosing)
        return cls(None if len(of_each) == len(core.rules) else of_each, tuple(filter(None, alternatives)))

    def whole(self, codes: Codes) -> Any:
        """Return the code of the whole."""
        if self.of_each is None:
            return all_of(codes)
        decisive = [codes[place] for place in self.of_each]
        return all_of([*decisive, *(any_of([codes[place] for place in places]) for places in self.alternatives)])


@frozen
class Settled:
    """The *code* of the whole, where that was found already."""

    code: Any

    def whole(self, codes: Codes) -> Any:
        return self.code


class Decision:
    """How each rule ends for one unit, without the argument: that is for :meth:`Ruleset.evaluate`. Immutable."""

    __slots__ = ("_codes", "_folding", "_ids")

    def __init__(self, ids: tuple[str, ...], codes: Codes, folding: Folding | Settled) -> None:
        self._ids, self._codes, self._folding = ids, codes, folding

    @property
    def status(self) -> Status:
        """How the ruleset as a whole ends."""
        return STATUSES[self._folding.whole(self._codes)]

    @property
    def rules(self) -> dict[str, Status]:
        """How each rule ends, by its id, in the order of the ruleset."""
        return {name: STATUSES[code] for name, code in zip(self._ids, self._codes, strict=True)}

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How each rule ends, in the order of the ruleset."""
        return tuple([_STATUSES[code] for code in self._codes])

    @property
    def failing(self) -> tuple[str, ...]:
        """The ids of the rules that fail, advice among them."""
        return self._where(False)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The ids of the rules that cannot be told yet."""
        return self._where(None)

    def _where(self, wanted: bool | None) -> tuple[str, ...]:
        if wanted not in self._codes:
            return ()
        return tuple([name for name, code in zip(self._ids, self._codes, strict=True) if code is wanted])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        return (self._ids, self._codes, self._folding) == (other._ids, other._codes, other._folding)

    def __hash__(self) -> int:
        return hash((self._ids, self._codes))

    def __repr__(self) -> str:
        return f"<Decision {self.status.value}: {len(self.failing)} of {len(self._ids)} rules fail>"
