"""What ``ankang-rules new`` writes: a ruleset with examples, facts, and a test, in either language.

The words of the files stand here and not among the messages: an author keeps and changes them.
"""

from __future__ import annotations

from string import Template

from ankang_rules.source import Bilingual, Language

TIER = Bilingual(zh="站点", en="site")
_RULES = {
    "zh": """\
# 写明是什么标准、谁发布、原文在哪里能找到。“#”之后是注释。

规则集 $name
  层级 $tier
  出处 "标准的全称和文号"

# 指标是要填报的数据。人、元、个、天、件等单位不必声明，别的用 `计量单位` 声明。

指标 工作人员 : 计数 按 人

指标 服务对象 : 计数 按 人

指标 建档人数 : 计数 按 人

# 一条要求写一条规则，条款注明它在原文中的位置。

规则 人员配备
  条款 "一1"
  必须 工作人员 不少于 3 人
  整改 "增配人员"

规则 档案齐全
  条款 "一2"
  必须 建档人数 不低于 服务对象 的 98%
  当 服务对象 > 0
  整改 "补建缺少的档案"

# 示例写明一组数据和应得的结论，最好紧贴界限两侧各写一个。

示例 "恰好达到"
  给定 工作人员 = 3 人, 服务对象 = 100 人, 建档人数 = 98 人
  期望 人员配备 通过, 档案齐全 通过

示例 "各差一人"
  给定 工作人员 = 2 人, 服务对象 = 100 人, 建档人数 = 97 人
  期望 人员配备 不通过, 档案齐全 不通过

示例 "没有服务对象"
  给定 服务对象 = 0 人
  期望 人员配备 未知, 档案齐全 不适用

示例 "一人，没有档案"
  给定 服务对象 = 1 人, 建档人数 = 0 人
  期望 档案齐全 不通过
""",
    "en": """\
# Say which standard this is, who issued it, and where its text is found. A comment begins with #.

ruleset $name
  tier $tier
  source "the standard's full title and number"

# An indicator is a fact that somebody reports. 人 counts people, 个 things, 元 money; `unit` declares others.

indicator staff : count in 人

indicator clients : count in 人

indicator clients on file : count in 人

# Each demand is one rule; its clause says where the standard states it.

rule enough staff
  clause "1.1"
  must staff is at least 3 人
  fix "Take on more staff"

rule files complete
  clause "1.2"
  must clients on file ≥ 98% of clients
  when clients > 0
  fix "Open the files that are missing"

# An example states facts and the outcomes they should have; best is one on each side of a limit.

example "just enough"
  given staff = 3 人, clients = 100 人, clients on file = 98 人
  expect enough staff passes, files complete passes

example "one short of each"
  given staff = 2 人, clients = 100 人, clients on file = 97 人
  expect enough staff fails, files complete fails

example "no clients"
  given clients = 0 人
  expect enough staff is unknown, files complete is not applicable

example "one client without a file"
  given clients = 1 人, clients on file = 0 人
  expect files complete fails
""",
}
_FACTS = {
    "zh": """\
# 一个单位的数据。还不知道的不写，或写 null。
unit: 第一$tier
facts:
  工作人员: 4
  服务对象: 120
  建档人数: 118
""",
    "en": """\
# The facts of one unit. What is not known yet is left out, or null.
unit: first $tier
facts:
  staff: 4
  clients: 120
  clients on file: 118
""",
}
_TEST = '''\
"""$doc"""

from pathlib import Path

import ankang_rules

HERE = Path(__file__).parent


def test_the_facts_pass() -> None:
    report = ankang_rules.load(HERE / "$stem.rules").evaluate(HERE / "$stem.yaml")
    assert report.status is ankang_rules.Status.PASS, report.explain("$lang")
'''
_DOC = Bilingual(zh="旁边的数据达到旁边的标准。", en="The facts beside this file pass the standard beside it.")


def rules(name: str, tier: str, lang: Language) -> str:
    return Template(_RULES[lang]).substitute(name=name, tier=tier)


def facts(tier: str, lang: Language) -> str:
    return Template(_FACTS[lang]).substitute(tier=tier)


def test(stem: str, lang: Language) -> str:
    return Template(_TEST).substitute(doc=_DOC(lang), stem=stem, lang=lang)
