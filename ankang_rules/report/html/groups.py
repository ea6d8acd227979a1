"""A group with its rules: all of them argued, or, where room is short, those that hurt and the others by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ankang_rules.evaluate.results import GroupResult, Judgement, RuleResult
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import ORDER, badge, bar
from ankang_rules.report.html.rules import Rules
from ankang_rules.report.html.view import GroupView, Named


class Groups:
    """Makes views of groups; with *is_full* every rule is argued, *with_steps* its whole trace is there too."""

    def __init__(self, rules: Rules, prefix: str, *, is_full: bool, with_steps: bool) -> None:
        self.rules, self.prefix, self.lang = rules, prefix, rules.lang
        self.is_full, self.with_steps = is_full, with_steps

    def view(self, result: GroupResult, number: int) -> GroupView:
        """Return the *number*-th group."""
        group = result.group
        return GroupView(
            f"{self.prefix}g{number}",
            group.labels(self.lang) or group.name,
            group.clause or "",
            badge(result.status, self.lang) if result.status else None,
            result.status.label(self.lang) if result.status else explain_say.no_verdict(self.lang),
            *self._inside(result.rules),
        )

    def loose(self, judgement: Judgement) -> GroupView | None:
        """Return the rules outside every group as if they were one."""
        results = [result for result in judgement.rules if result.rule.group is None]
        if not results:
            return None
        return GroupView(f"{self.prefix}g0", say.loose(self.lang), "", None, "", *self._inside(results))

    def _inside(self, results: Sequence[RuleResult]) -> tuple[Any, ...]:
        argued = [result for result in results if self._is_argued(result)]
        rest = [result for result in results if not self._is_argued(result)]
        return (
            bar((result.status for result in results), self.lang),
            tuple(self.rules.view(result, with_steps=self.with_steps) for result in argued),
            tuple(self._named(rest)),
        )

    def _is_argued(self, result: RuleResult) -> bool:
        falls_due = result.status is Status.UNKNOWN and result.due is not None
        return self.is_full or result.status is Status.FAIL or falls_due

    def _named(self, results: Sequence[RuleResult]) -> Iterator[Named]:
        for status in ORDER:
            alike: dict[str, list[str]] = {}
            for result in results:
                if result.status is status:
                    alike.setdefault(self._carried(result), []).append(self.rules.title(result))
            for remark, titles in alike.items():
                yield Named(badge(status, self.lang), tuple(titles), remark)

    def _carried(self, result: RuleResult) -> str:
        followed = result.followed
        return self.rules.text.followed(followed) if followed is not None and followed.is_carried else ""
