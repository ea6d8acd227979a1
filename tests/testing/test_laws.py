"""The suite of laws holds for what is shipped, and each law is broken by an engine that breaks it."""

import re
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings

import ankang_rules
from ankang_rules.evaluate import reference
from ankang_rules.evaluate.results import Judgement
from ankang_rules.model.outcome import Known, Outcome
from ankang_rules.model.status import Status
from ankang_rules.testing import LawsOf, laws

POOL = ankang_rules.parse("""\
ruleset demo.pool tier pool
indicator lit : yes/no
indicator clean : yes/no
indicator fees : money in 元
indicator costs : money in 元
rule lit must lit
rule both must lit and clean
rule covered must fees ≥ costs
""")


class TestPool(LawsOf(POOL)):
    """Three lines are all it takes."""


def run(law: str) -> None:
    suite = LawsOf(POOL)
    settings(max_examples=40, database=None)(getattr(suite, law))(suite())


def raising(_: Callable[..., Any]) -> Callable[..., Any]:
    def judged(*_args: Any, **_named: Any) -> Any:
        raise ZeroDivisionError

    return judged


def test_an_engine_that_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ankang_rules.evaluate.ask.judge", raising(lambda: None))
    with pytest.raises(AssertionError, match="raised ZeroDivisionError"):
        run("test_no_facts_make_an_evaluation_raise")


def test_an_engine_that_takes_missing_for_no_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reference.Evaluator.value

    def guessing(self: Any, node: Any, *scope: Any) -> Outcome:
        found = honest(self, node, *scope)
        return found if isinstance(found, Known) or str(node.type) != "YesNo()" else Known(False)

    monkeypatch.setattr(reference.Evaluator, "value", guessing)
    with pytest.raises(AssertionError, match="with more facts"):
        run("test_more_facts_only_settle_what_was_unknown")


def test_an_engine_that_looks_at_the_first_rule_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from ankang_rules.evaluate import ask

    honest = ask.judge

    def lazy(core: Any, *rest: Any) -> Judgement:
        found = honest(core, *rest)
        first, *others = found.rules
        return evolve(found, rules=(first, *(evolve(one, status=Status.PASS) for one in others)))

    monkeypatch.setattr(ask, "judge", lazy)
    with pytest.raises(AssertionError, match="in the opposite order"):
        run("test_order_changes_nothing")


def test_settling_that_does_not_settle_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = laws.settle

    def boasting(judgement: Any, result: Any) -> Any:
        found = honest(judgement, result)
        turned = {Status.PASS: Status.FAIL, Status.FAIL: Status.PASS}
        return evolve(found, sets=tuple(evolve(one, status=turned[one.status]) for one in found.sets))

    monkeypatch.setattr(laws, "settle", boasting)
    with pytest.raises(AssertionError, match="is said to be settled"):
        run("test_what_would_settle_a_rule_settles_it")


def test_an_engine_that_rounds_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reference.Evaluator.value

    def rounding(self: Any, node: Any, *scope: Any) -> Outcome:
        found = honest(self, node, *scope)
        if isinstance(found, Known) and isinstance(found.value, Fraction):
            return Known(Fraction(round(found.value, 2)))
        return found

    monkeypatch.setattr(reference.Evaluator, "value", rounding)
    with pytest.raises(AssertionError, match="with all money times"):
        run("test_money_is_judged_alike_at_every_scale")


def test_the_three_lines_of_the_page_are_all_that_a_project_needs(tmp_path: Path) -> None:
    """In a folder of their own, beside rules that this project has never seen."""
    page = (Path(__file__).parents[2] / "docs" / "strategies.md").read_text(encoding="utf-8")
    lines = re.search(r"^## The laws, in three lines\n.*?^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert lines is not None
    (tmp_path / "test_mine.py").write_text(lines[1], encoding="utf-8")
    (tmp_path / "my.rules").write_text(
        "规则集 我.泳池\n层级 泳池\n指标 灯亮 : 是/否\n规则 灯 必须 灯亮\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    laws_of_it = [name for name in dir(LawsOf(POOL)) if name.startswith("test_")]
    assert re.search(rf"^{len(laws_of_it)} passed", ran.stdout, re.MULTILINE), ran.stdout + ran.stderr
