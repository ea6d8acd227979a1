"""A small ruleset with an indicator of every type, and a shorter way to read facts for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ankang_rules.check import check
from ankang_rules.check.load import load
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.facts import Facts, read, read_text
from ankang_rules.facts.read import read_parameters
from ankang_rules.source import Source
from ankang_rules.syntax.parser import parse

RULES = """
ruleset t tier county

open choices services { outpatient zh "门诊", inpatient zh "住院" }
choices office functions { administration zh "行政", finance zh "财务", information zh "信息" }

indicator fund : money in 元 zh "基金总量" also "基金结余"
indicator budget : money in 万元 zh "预算"
indicator insured : count in 人 zh "参保人数"
indicator score : number zh "得分"
indicator rate : share within 100% zh "参保率"
indicator growth : share zh "增长率"
indicator posted : yes/no zh "职责上墙"
indicator summary date : date zh "总结日期"
indicator waiting : duration in days zh "办理时限"
indicator term : duration in months zh "任期"
indicator remark : text zh "备注"
indicator setting : one of office functions zh "主管股室"
indicator covered : set of office functions zh "股室职能"
indicator offered : set of services zh "服务项目"
indicator enrolments : monthly count in 人 zh "每月新增"
indicator incidents : list of incident { date : date, amount : money in 元 } zh "事故"
indicator payments : list of payment { amount : money in 万元 } zh "支付"
indicator height : number zh "高度" expected between 0 and 100

parameter floor = 98% zh "底线"
parameter cap : money in 万元 = 5
parameter posts = 3
define per person = fund / insured zh "人均基金"
"""


CITY = """
ruleset t.city tier city
indicator town total : count in 个 zh "镇数"
indicator village total : count in 个
indicator insured : count in 人 zh "参保人数"
indicator budget : money in 万元
indicator remark : text
children towns each town : "town.rules" registered by town total zh "镇"
children villages of towns each village : "village.rules" registered by village total
rule reached must share of towns passing ≥ 70%
rule payers must sum of villages' payers ≥ insured
"""
TOWN = """
ruleset t.town tier town
indicator staffed : yes/no zh "有专人"
indicator budget : money in 元
indicator opened : date
define insured = 5
children villages each village : "village.rules" zh "村"
rule staffed must staffed
rule budget must budget > 0
"""
VILLAGE = """
ruleset t.village tier village
choices posts { roster zh "名册", notice zh "公告", box zh "意见箱" }
indicator visits : count in 次
indicator payers : count in 人 zh "缴费人数"
indicator rate : share within 100%
indicator posted : set of posts
indicator new : monthly count in 人 zh "新增"
indicator talks : list of talk { day : date }
rule campaigns must visits ≥ 4
"""


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> RulesetCore:
    """A ruleset that judges towns, and villages below them."""
    folder = tmp_path_factory.mktemp("rules")
    for name, text in (("city", CITY), ("town", TOWN), ("village", VILLAGE)):
        (folder / f"{name}.rules").write_text(text, encoding="utf-8")
    checked = load(folder / "city.rules")
    assert () == checked.diagnostics
    assert checked.core
    return checked.core


@pytest.fixture(scope="session")
def core() -> RulesetCore:
    source = Source("t.rules", RULES)
    checked = check(source, parse(source))
    assert [] == [d for d in checked.diagnostics if d.severity == "error"]
    return checked.core


@pytest.fixture(scope="session")
def from_yaml(core: RulesetCore) -> Callable[..., Facts]:
    """Reads a YAML text leniently."""

    def read_it(text: str | bytes, **options: Any) -> Facts:
        return read_text(text, "facts.yaml", core, **{"strict": False, **options})

    return read_it


@pytest.fixture(scope="session")
def from_json(core: RulesetCore) -> Callable[..., Facts]:
    """Reads a JSON text leniently."""

    def read_it(text: str | bytes, **options: Any) -> Facts:
        return read_text(text, "facts.json", core, **{"strict": False, **options})

    return read_it


@pytest.fixture(scope="session")
def from_python(core: RulesetCore) -> Callable[..., Facts]:
    """Reads a mapping, or keyword arguments, leniently."""

    def read_it(given: Any = None, **facts: Any) -> Facts:
        return read(facts if given is None else given, core, strict=False)

    return read_it


@pytest.fixture(scope="session")
def parameters(core: RulesetCore) -> Callable[..., dict[str, Any]]:
    """Reads values of parameters."""

    def read_it(given: dict[Any, Any]) -> dict[str, Any]:
        return read_parameters(given, core)

    return read_it
