"""Generated code can be read, stepped through and trusted: it holds nothing of the author's but names made harmless."""

import ast
import inspect
import linecache
import traceback
from typing import Any

import pytest

import ankang_rules
from ankang_rules import Ruleset
from ankang_rules.compile import compiled as room
from ankang_rules.compile.compiled import compiled
from ankang_rules.compile.names import Names, comment
from ankang_rules.compile.to_python import RUNTIME, Setting, to_python

HOSTILE = r'''
ruleset demo.pool tier pool
choices offices { `"""); import os; os._exit(1)  #`, `\` }
indicator `__import__("os")._exit(1)` : count in 人
indicator `print` : count in 人
indicator `class` : count in 人
indicator ABSENT : count in 人
indicator both : count in 人
indicator judge : count in 人
indicator 人数 : count in 人
indicator offices : set of offices
indicator word : text
rule `1; raise SystemExit` clause "1) import os; os._exit(1)"
  must `__import__("os")._exit(1)` + `print` + `class` + ABSENT + both + judge + 人数 ≥ 7
rule words clause "\n" must word = "'); raise SystemExit  # \\" or offices includes all of offices
'''


@pytest.fixture(scope="module")
def hostile() -> Ruleset:
    return ankang_rules.parse(HOSTILE, name="pool.rules")


@pytest.mark.parametrize("whole", [True, False])
def test_names_and_texts_of_the_author_never_become_code(hostile: Ruleset, whole: bool) -> None:
    """All that is called is ours, and all texts are literals."""
    tree = ast.parse(to_python(hostile.core, Setting(), whole=whole).source)
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert called <= {*RUNTIME, "frozenset"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Import | ast.Raise)]
    assert ["judge"] == [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_a_hostile_ruleset_is_judged_like_any_other(hostile: Ruleset) -> None:
    names = [indicator.name for indicator in hostile.core.indicators if indicator.name not in ("offices", "word")]
    facts: dict[str, Any] = dict.fromkeys(names, 1)
    assert hostile.failing(facts | {"word": "a", "offices": []}) == ("pool.words",)
    assert hostile.failing(facts | {"both": 0, "word": "'); raise SystemExit  # \\"}) == ("pool.1;-raise-systemexit",)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("fixed-deposit share", "fixed_deposit_share"),
        ("定期存款额", "定期存款额"),
        ("__class__", "class_2"),
        ("12 months", "n12_months"),
        ("lambda", "lambda_2"),
        ("list", "list_2"),
        ("ａｂ", "ab"),
        ("%", "n"),
    ],
)
def test_names_are_identifiers_that_mean_nothing_to_python(wanted: str, name: str) -> None:
    assert name == Names().new(wanted)


def test_two_names_that_look_alike_are_two() -> None:
    names = Names()
    assert ["a_b", "a_b_2", "a_b_3"] == [names.new(text) for text in ("a b", "a-b", "ａ b")]


def test_comments_stay_on_their_line() -> None:
    assert "1 import os  #" == comment("1\nimport os\u2028\x00#")


def test_the_same_ruleset_gives_the_same_source(hostile: Ruleset) -> None:
    again = ankang_rules.parse(HOSTILE, name="pool.rules")
    assert to_python(hostile.core, Setting(), whole=False) == to_python(again.core, Setting(), whole=False)


def test_a_debugger_finds_the_source(hostile: Ruleset) -> None:
    function = compiled(hostile.core).function()
    linecache.checkcache()  # which forgets files that are not on the disk
    assert inspect.getsource(function).startswith("def judge(row, asked, by_reference):")


def test_an_error_in_generated_code_names_the_rule(hostile: Ruleset) -> None:
    """There is none; a row that no reader makes stands for a mistake of ours."""
    code = compiled(hostile.core)
    plan = code._asked_by(None, None)
    with pytest.raises(TypeError) as raised:
        code.decided(("",) * 6 + (1, frozenset(), ""), True, plan, lambda: pytest.fail("facts were read"))
    assert "in rule pool.1;-raise-systemexit, pool.rules:13:1" in traceback.format_exception_only(raised.value)[-1]


DEEP = {
    "lists of conditions": "all of [ " * 90 + "n ≥ 1" + " ; n ≥ 0 ]" * 90,
    "negations": "not (" * 91 + "n < 1" + ")" * 91,
    "sums": "(" * 90 + "n - 1" + " + 1)" * 90 + " ≥ 90",
    "fractions of fractions": "1 / (1 + " * 40 + "n / (n + 1)" + ")" * 40 + " ≥ 0.618033988749894848204",
}


@pytest.mark.parametrize("condition", DEEP.values(), ids=DEEP)
def test_deep_conditions_stay_short_and_right(condition: str) -> None:
    ruleset = ankang_rules.parse(f"ruleset demo tier t indicator n : number rule deep must {condition}")
    assert {} == to_python(ruleset.core, Setting(), whole=True).left_out
    assert len(to_python(ruleset.core, Setting(), whole=False).source) < 60_000
    for n in (-1, 0, 1, None):
        assert ruleset.evaluate({"facts": {"n": n}})["deep"].status is ruleset.decide(n=n).rules["demo.deep"]


def test_a_setting_is_compiled_once(hostile: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days with the same values of parameters share their functions."""
    ruleset = ankang_rules.parse(
        "ruleset demo tier t indicator n : count in 人 parameter floor = 3 人, 4 人 from 2014-01-01 "
        "rule n must n ≥ floor"
    )
    made = []
    monkeypatch.setattr(room, "to_python", lambda *a, **k: made.append(a) or to_python(*a, **k))
    days = ["2013-12-31", "2012-01-01", "2014-01-01", "2020-02-29"]
    assert [(), (), ("demo.n",), ("demo.n",)] == [ruleset.failing(n=3, as_of=day) for day in days]
    assert [(), ("demo.n",)] == [ruleset.failing({"n": 3}, as_of=days[0], parameters={"floor": f}) for f in (2, 5)]
    assert 3 == len(made)
