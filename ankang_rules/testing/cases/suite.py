"""A path, or the name of a packaged ruleset → the rulesets there with all their cases."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from ankang_rules.check.imports import packaged
from ankang_rules.check.load import load
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import AnkangRulesError, RulesError
from ankang_rules.testing import messages
from ankang_rules.testing.cases.case import Case, of_example
from ankang_rules.testing.cases.from_yaml import ENDING, CaseFile, cases_of, opened


@frozen
class Suite:
    """The *cases* of one file. A ruleset and the files of cases beside it have a suite each, of one *core*."""

    name: str
    core: RulesetCore
    cases: tuple[Case, ...]


def suites(names: Iterable[str]) -> tuple[list[Suite], list[Diagnostic]]:
    """Return the suites of all *names*: files, folders, packaged rulesets; and what is wrong with those unreadable."""
    found: list[Suite] = []
    findings: dict[tuple[str, str], Diagnostic] = {}
    for name in names:
        try:
            files = list(files_of(name))
        except AnkangRulesError as error:
            files = []
            findings |= {(one.code, one.where): one for one in error.diagnostics}
        for file in files:
            try:
                found.append(suite(file))
            except AnkangRulesError as error:
                findings |= {(one.code, one.where): one for one in error.diagnostics}
    return list({one.name: one for one in found}.values()), list(findings.values())


def files_of(name: str) -> Iterator[str]:
    """Yield the files of rules and of cases that *name* stands for; a rules file brings its cases along."""
    if os.path.isdir(name):
        paths = sorted(path for path in Path(name).rglob("*") if is_ours(path))
        if not paths:
            raise AnkangRulesError([messages.nothing_to_test(name)])
        yield from map(str, paths)
    elif name.endswith(ENDING):
        yield name
    elif name.endswith(".rules"):
        yield name
        yield from map(str, cases_beside(Path(name)))
    elif os.path.exists(name):
        raise AnkangRulesError([messages.not_to_be_tested(name)])
    else:
        core_of(name)
        yield name
        rules = packaged(name)
        yield from map(str, cases_beside(rules) if isinstance(rules, Path) else ())


def is_ours(path: Path) -> bool:
    return path.name.endswith((".rules", ENDING)) and path.is_file()


def cases_beside(rules: Path) -> list[Path]:
    """Return the files of cases that belong to *rules*: ``county.cases.yaml`` and ``county.fund.cases.yaml`` do."""
    return sorted(path for path in rules.parent.glob(f"{rules.stem}.*") if path.name.endswith(ENDING))


def suite(name: str) -> Suite:
    """Return the suite of one file, or of a packaged ruleset; raises :class:`AnkangRulesError` with every problem."""
    if name.endswith(ENDING):
        file = opened(Path(name))
        core = core_of(_ruleset_of(file))
        return Suite(name, core, cases_of(file, core))
    core = core_of(name)
    return Suite(name, core, tuple(of_example(core, example) for example in core.examples))


def _ruleset_of(file: CaseFile) -> str:
    """Return what *file* calls its ruleset, or the rules file beside it that its name begins with."""
    if file.ruleset is not None:
        named = str(file.ruleset.value)
        return str(file.path.parent / named) if named.endswith(".rules") else named
    stem = file.path.name.removesuffix(ENDING)
    while stem:
        beside = file.path.with_name(f"{stem}.rules")
        if beside.is_file():
            return str(beside)
        stem = stem.rpartition(".")[0]
    tried = f"{file.path.name.removesuffix(ENDING)}.rules"
    raise AnkangRulesError([messages.no_ruleset(file.cases.span, file.path.name, tried)])


def core_of(name: str) -> RulesetCore:
    """Return the ruleset of a path or a packaged name; raises :class:`RulesError` with every problem."""
    found = packaged(name) if not name.endswith(".rules") else None
    path = str(found) if isinstance(found, Path) else name  # as its cases find it, so that they share one ruleset
    return _core(path, os.stat(path).st_mtime_ns if os.path.isfile(path) else 0)


@lru_cache(maxsize=16)
def _core(name: str, stamp: int) -> RulesetCore:
    checked = load(name)
    if checked.core is None:
        raise RulesError(checked.errors)
    return checked.core
