"""The sentences of the facts reader, in both languages, and what they underline."""

import pytest

from ankang_rules.diagnostics import CODES
from ankang_rules.facts.messages.words import quoted

# The facts; the underlined text; sentence and next step, in Chinese and in English.
CASES = [
    (
        "rate: 98",
        "98",
        "`参保率` 应填百分比，`98` 未带百分号而大于 1",
        "是否想写 `98%`？",
        "`rate` is a share, and `98` is over 1 without a percent sign",
        "did you mean `98%`?",
    ),
    (
        "growth: 1.05",
        "1.05",
        "`增长率` 应填百分比，`1.05` 未带百分号而大于 1",
        "是否想写 `1.05%` 或 `105%`？",
        "`growth` is a share, and `1.05` is over 1 without a percent sign",
        "did you mean `1.05%` or `105%`?",
    ),
    (
        "rate: 105%",
        "105%",
        "`参保率` 最高为 100%，实际写的是 `105%`",
        "请核对数字",
        "`rate` is at most 100%, not `105%`",
        "check the number",
    ),
    (
        "budget: 五十万",
        "五十万",
        "`预算` 应填金额（单位：万元），实际写的是 `五十万`",
        "例如写作 `12.5 万元`",
        "`budget` needs money in 万元, not `五十万`",
        "write for example `12.5 万元`",
    ),
    (
        "fund: 50 人",
        "50 人",
        "`基金总量` 应填金额（单位：元），而 `50 人` 的单位是 `人`",
        "可用的单位：`元`、`万元`、`亿元`、`千元`、`角`、`分`",
        "`fund` needs money in 元, but `50 人` is in 人",
        "the units that fit are `元`, `万元`, `亿元`, `千元`, `角`, `分`",
    ),
    (
        "fund: 50万",
        "50万",
        "`基金总量` 应填金额（单位：元），而 `万` 不是已知的单位",
        "是否想写 `万元`？",
        "`fund` needs money in 元, and `万` is no unit that is known here",
        "did you mean `万元`?",
    ),
    (
        "term: 5 days",
        "5 days",
        "`任期` 应填时长（以月计），而 `5 days` 的单位是 `days`",
        "可用的单位：`月`、`个月`、`年`",
        "`term` needs a length of time in months, but `5 days` is in days",
        "the units that fit are `month`, `months`, `year`, `years`",
    ),
    (
        "waiting: 12:30:45",
        "12:30:45",
        "`办理时限` 写作 `12:30:45`，不同程序读法不一",
        "时长请写数字和单位，例如 `45 分钟`",
        "`waiting` is written `12:30:45`, which is read in more than one way",
        "write a length of time with its unit, for example `45 minutes`",
    ),
    (
        "insured: 017",
        "017",
        "`参保人数` 写作 `017`，不同程序读法不一",
        "请写 `17`",
        "`insured` is written `017`, which is read in more than one way",
        "write `17`",
    ),
    (
        "score: 1,000",
        "1,000",
        "`得分` 写作 `1,000`，不同程序读法不一",
        "请写 `1000`",
        "`score` is written `1,000`, which is read in more than one way",
        "write `1000`",
    ),
    (
        "score: 0,5",
        "0,5",
        "`得分` 写作 `0,5`，不同程序读法不一",
        "小数点请写 `.`；分节请用 `_`，例如 `1_000`",
        "`score` is written `0,5`, which is read in more than one way",
        "the decimal point is `.`; thousands are parted by `_`, as in `1_000`",
    ),
    (
        "children: [a.yaml]\nfacts: {}",
        "children",
        "规则集不评定下级，`children` 一栏未被读取",
        "它不影响结论；可以留着，也可以删去",
        "this ruleset judges no children, and `children` is not read",
        "it does not affect the verdict; keep it or leave it out",
    ),
    (
        "setting: sport",
        "sport",
        "`主管股室` 的选项中没有 `sport`",
        "可选：`行政`、`财务`、`信息`",
        "`sport` is not among the choices for `setting`",
        "the choices are `administration`, `finance`, `information`",
    ),
    (
        "fund: 1\nfacts: {}",
        "fund",
        "指标 `fund` 写在了 `事实` 一栏（`facts`）之外",
        "请把它缩进写到该栏之下",
        "the indicator `fund` stands outside `facts`",
        "move it under `facts:`",
    ),
    (
        "unit: x",
        "unit",
        "`unit` 不是指标，而是文件的栏目",
        "请把各项事实缩进写在 `事实:` 之下",
        "`unit` is no indicator, but a heading of a document",
        "put the facts, indented, under `facts:`",
    ),
    (
        "insured: -3",
        "-3",
        "`参保人数` 是计数，不能为负：`-3`",
        "请核对数字",
        "`insured` is a count and cannot be negative: `-3`",
        "check the number",
    ),
    (
        "posted: 有",
        "有",
        "`职责上墙` 应填“是”或“否”，实际写的是 `有`",
        "例如写作 `是`",
        "`posted` needs yes or no, not `有`",
        "write for example `yes`",
    ),
    (
        "posted: on",
        "on",
        "`职责上墙` 写作 `on`，不同程序读法不一",
        "请写 `是` 或 `否`",
        "`posted` is written `on`, which is read in more than one way",
        "write `yes` or `no`",
    ),
    (
        "summary date: 2014/11/3",
        "2014/11/3",
        "`总结日期` 应填日期，实际写的是 `2014/11/3`",
        "请写 `2014-11-03`",
        "`summary date` needs a date, not `2014/11/3`",
        "write `2014-11-03`",
    ),
    (
        "summary date: 2014-11-30 10:00",
        "2014-11-30 10:00",
        "`总结日期` 应填日期，不带钟点和时区",
        "请写 `2014-11-30`",
        "`summary date` needs a date, without a time of day",
        "write `2014-11-30`",
    ),
    (
        "setting: 急诊",
        "急诊",
        "`主管股室` 的选项中没有 `急诊`",
        "可选：`行政`、`财务`、`信息`",
        "`急诊` is not among the choices for `setting`",
        "the choices are `administration`, `finance`, `information`",
    ),
    (
        "covered: 行政、财务",
        "行政、财务",
        "`股室职能` 应填列表，实际写的是文字 `行政、财务`",
        "请写 `[行政, 财务]`",
        "`covered` needs a list, not the text `行政、财务`",
        "write `[行政, 财务]`",
    ),
    (
        "covered: {a: b}",
        "{a: b}",
        "`股室职能` 应填选项列表，实际给的是一组名称和值",
        "例如写作 `[行政, 财务]`",
        "`covered` needs a list of choices, not names with values",
        "write for example `[administration, finance]`",
    ),
    (
        "offered: [急诊]",
        "急诊",
        "`服务项目` 的选项表没有列出 `急诊`",
        "该表未列全，此项照收；已列出的是 `门诊`、`住院`",
        "`急诊` is not listed among the choices for `offered`",
        "the list is open, and it is kept; listed are `outpatient`, `inpatient`",
    ),
    (
        "enrolments: {2: x}",
        "x",
        "`每月新增` 2 月应填整数（单位：人），实际写的是 `x`",
        "例如写作 `120`",
        "month 2 of `enrolments` needs a count in 人, not `x`",
        "write for example `120`",
    ),
    (
        "enrolments: {2014-01: 3}",
        "2014-01",
        "`每月新增` 写明了 `2014-01`，但没有给出考核年度",
        "请加上 `考核年度: 2014` 一栏",
        "`enrolments` names the month `2014-01`, but no assessment year is given",
        "add a line such as `assessment year: 2014`",
    ),
    (
        "incidents: [{amout: 1}]",
        "amout",
        "`事故` 第 1 条没有 `amout` 这个字段",
        "是否想写 `amount`？",
        "record 1 of `incidents` has no field `amout`",
        "did you mean `amount`?",
    ),
    (
        "incidents: [{date: x}]",
        "x",
        "`事故` 第 1 条的 `date` 应填日期，实际写的是 `x`",
        "例如写作 `2014-10-31`",
        "`date` in record 1 of `incidents` needs a date, not `x`",
        "write for example `2014-10-31`",
    ),
    (
        "fnud: 3",
        "fnud",
        "没有名为 `fnud` 的指标",
        "是否想写 `fund`？",
        "there is no indicator `fnud`",
        "did you mean `fund`?",
    ),
    (
        "底线: 3",
        "底线",
        "`底线` 是参数，由标准规定，不是事实",
        "请删去这一项；临时改动参数，请在评定时指定",
        "`底线` is a parameter: the standard sets it, and it is no fact",
        "leave it out; for one evaluation a parameter is set in the call",
    ),
    (
        "人均基金: 3",
        "人均基金",
        "`人均基金` 由其他指标算出，不能作为事实填报",
        "请填报计算它所用的指标",
        "`人均基金` is worked out from other facts, and is not one itself",
        "give the facts it is worked out from",
    ),
    (
        "fund: 3\n基金总量: 3",
        "基金总量",
        "`基金总量` 给了两次",
        "请只留一处",
        "`fund` is given twice",
        "keep one of the two",
    ),
    (
        "height: 1000",
        "1000",
        "`高度` 一般在 0 与 100 之间，实际写的是 `1000`",
        "请核对数字和单位；若属实可不改",
        "`height` is expected between 0 and 100, but is `1000`",
        "check the number and its unit; it is used as it stands",
    ),
    (
        "unt: a\nfacts: {}",
        "unt",
        "事实文件没有 `unt` 这一栏",
        "是否想写 `unit`？",
        "a facts document has no heading `unt`",
        "did you mean `unit`?",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0].partition("\n")[0] for case in CASES])
def test_sentences(from_yaml, case):
    """A finding says what is wrong, shows where, and says what to do."""
    facts, underlined, *sentences = case
    (finding,) = from_yaml(facts).warnings
    assert underlined == finding.span.text
    assert sentences == [finding.text.zh, finding.help.zh, finding.text.en, finding.help.en]


def test_every_sentence_has_both_languages_and_no_full_stop(from_yaml):
    """No finding is without its Chinese or its English, and none ends like prose."""
    for facts, *_ in CASES:
        for finding in from_yaml(facts).warnings:
            assert finding.code in CODES
            for text in (finding.text, finding.help):
                assert text.zh
                assert text.en
                assert not text.zh.endswith(("。", "."))
                assert not text.en.endswith(".")
                assert 0 == text.zh.count("`") % 2


def test_long_and_invisible_text_is_quoted_short_and_visible():
    """A quotation is on one line, of bounded length, and shows what cannot be seen."""
    assert "`a b`" == quoted("a\n b")
    assert "`a\N{REPLACEMENT CHARACTER}`" == quoted("a\u200b")
    assert 43 == len(quoted("x" * 1000))


def test_blanks_inside_quotations_are_kept(from_yaml):
    """Blanks between Chinese characters are closed up around a quotation, never inside one."""
    assert "没有名为 `城 关` 的指标" == from_yaml("城 关: 3").warnings[0].text.zh
