"""Which clauses of the source are covered: each section of a ruleset, with the rules that cite it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ankang_rules.core.ruleset import Rule, RulesetCore, Section
from ankang_rules.explain.layout import hanging
from ankang_rules.source import Bilingual, Language, display_width


@frozen
class Covered:
    """A clause of the source with the *rules* that cite it or a part of it."""

    section: Section
    rules: tuple[Rule, ...]


@frozen
class Coverage:
    """The clauses of one ruleset; *elsewhere* are rules that cite none of its sections, or no clause at all."""

    core: RulesetCore
    clauses: tuple[Covered, ...]
    elsewhere: tuple[Rule, ...]

    @property
    def uncovered(self) -> tuple[Section, ...]:
        return tuple(clause.section for clause in self.clauses if not clause.rules)


def coverage(core: RulesetCore) -> Coverage:
    """Return which rules of *core* cite which of its sections."""
    clauses = tuple(
        Covered(section, tuple(rule for rule in core.rules if _cites(rule, section))) for section in core.sections
    )
    cited = {rule.id for clause in clauses for rule in clause.rules}
    return Coverage(core, clauses, tuple(rule for rule in core.rules if rule.id not in cited))


def _cites(rule: Rule, section: Section) -> bool:
    """Whether *rule* cites the clause or a part of it: 四1 has the part 四1(2), and 四10 is none."""
    clause, whole = rule.clause or "", section.clause
    rest = clause[len(whole) :]
    return clause.startswith(whole) and not (rest[:1].isdigit() and whole[-1:].isdigit())


def to_lines(found: Coverage, lang: Language, width: int = 80) -> Iterator[str]:
    """Yield the table of *found* as text: a clause, its title, the rules that cite it."""
    core = found.core
    covered = len(found.clauses) - len(found.uncovered)
    yield _headline(core.labels(lang) or core.name, core.name, covered, len(found.clauses))(lang)
    widest = max((display_width(clause.section.clause) for clause in found.clauses), default=0)
    for clause in found.clauses:
        mark = "✓" if clause.rules else "✗"
        title = clause.section.labels(lang) or ""
        gap = " " * (widest - display_width(clause.section.clause))
        before = f"  {mark} {clause.section.clause}{gap}  "
        yield from hanging(before, title, width)
        rules = ", ".join(rule.id for rule in clause.rules) if clause.rules else _nobody(lang)
        yield from hanging(" " * display_width(before), rules, width)
    if found.elsewhere:
        yield f"  {_elsewhere(lang)}"
        for rule in found.elsewhere:
            yield f"    {rule.id}  {rule.clause or _no_clause(lang)}"


def to_data(found: Coverage) -> dict[str, object]:
    """Return *found* as plain data."""
    return {
        "ruleset": found.core.name,
        "clauses": [
            {
                "clause": clause.section.clause,
                "labels": clause.section.labels.to_dict(),
                "rules": [rule.id for rule in clause.rules],
            }
            for clause in found.clauses
        ],
        "uncovered": [section.clause for section in found.uncovered],
        "elsewhere": [{"id": rule.id, "clause": rule.clause} for rule in found.elsewhere],
    }


def _headline(title: str, name: str, covered: int, total: int) -> Bilingual:
    return Bilingual(
        zh=f"{title}（{name}）：{total} 个条款中 {covered} 个有规则",
        en=f"{title} ({name}): {covered} of {total} clauses have rules",
    )


_nobody = Bilingual(zh="没有规则引用", en="no rule cites it")
_elsewhere = Bilingual(zh="不属于任何所列条款的规则：", en="rules that belong to no clause listed:")
_no_clause = Bilingual(zh="未注明条款", en="without a clause")
