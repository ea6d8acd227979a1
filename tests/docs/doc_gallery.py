"""The gallery of mistakes: what beginners write, and what is said of it in both languages."""

from ankang_rules.check.load import check_text
from ankang_rules.diagnostics import render
from ankang_rules.source import Bilingual, Language

_HEAD = Bilingual(
    zh="""\
规则集 标准.村 层级 村
指标 基金总量 : 金额 按 元
指标 定期存款额 : 金额 按 元
指标 参保率 : 占比值
指标 开会日期 : 日期
指标 记录完整 : 是/否
指标 账目清楚 : 是/否
""",
    en="""\
ruleset standard.village tier village
indicator fund : money in 元
indicator fixed deposits : money in 元
indicator participation : share
indicator meeting date : date
indicator minutes kept : yes/no
indicator books kept : yes/no
""",
)

MISTAKES: tuple[tuple[Bilingual, Bilingual], ...] = (
    (
        Bilingual(zh="百分号写成别的字符", en="Another percent sign"),
        Bilingual(zh="规则 参保\n  必须 参保率 ≥ 98﹪", en="rule participation\n  must participation ≥ 98﹪"),
    ),
    (
        Bilingual(zh="把 ≤ 写成 =<", en="`=<` for ≤"),
        Bilingual(zh="规则 存款\n  必须 定期存款额 =< 基金总量", en="rule deposits\n  must fixed deposits =< fund"),
    ),
    (
        Bilingual(zh="减号两侧没有空格", en="No space around a minus"),
        Bilingual(
            zh="规则 活期\n  必须 基金总量-定期存款额 ≤ 50 万元",
            en="rule at hand\n  must fund-fixed deposits ≤ 50 万元",
        ),
    ),
    (
        Bilingual(zh="用逗号或顿号连接条件", en="A Chinese comma between conditions"),
        Bilingual(zh="规则 会议\n  必须 记录完整，账目清楚", en="rule meetings\n  must minutes kept，books kept"),
    ),
    (
        Bilingual(zh="忘写单位", en="The unit forgotten"),
        Bilingual(zh="指标 结余 : 金额", en="indicator balance : money"),
    ),
    (
        Bilingual(zh="用保留字作名称", en="A reserved word as a name"),
        Bilingual(zh="指标 期限 : 日期", en="indicator due : date"),
    ),
    (
        Bilingual(zh="没有声明的指标", en="An indicator that nobody declared"),
        Bilingual(zh="规则 参保\n  必须 参保比率 ≥ 98%", en="rule participation\n  must particpation ≥ 98%"),
    ),
    (
        Bilingual(zh="引号没有配对", en="A quotation mark that is not closed"),
        Bilingual(
            zh='规则 参保\n  条款 "四(一)3\n  必须 参保率 ≥ 98%',
            en='rule participation\n  clause "四(一)3\n  must participation ≥ 98%',
        ),
    ),
    (
        Bilingual(zh="两项用了同一个标签", en="One label for two things"),
        Bilingual(
            zh='指标 银行存款 : 金额 按 元\n  又名 "定期存款额"',
            en='indicator bank deposits : money in 元\n  also "fixed deposits"',
        ),
    ),
    (
        Bilingual(zh="日历上没有的日期", en="A day that is not in the calendar"),
        Bilingual(zh="规则 开会\n  必须 开会日期 ≤ 2013-02-30", en="rule meeting\n  must meeting date ≤ 2013-02-30"),
    ),
)


def gallery(lang: Language) -> str:
    """Each mistake as written in *lang*, with what is said of it in that language and then in the other."""
    other: Language = "en" if lang == "zh" else "zh"
    parts = []
    for title, written in MISTAKES:
        parts.append(f"### {title(lang)}\n")
        parts.append(f"```\n{written(lang)}\n```\n")
        parts += [f"```\n{said(written(lang), lang, each)}\n```\n" for each in (lang, other)]
    return "\n".join(parts)


def said(written: str, lang: Language, spoken: Language) -> str:
    """What is said in *spoken* of a mistake; a mistake of which nothing is said is none."""
    found = check_text(_HEAD(lang) + written + "\n", "village.rules").diagnostics
    assert found, written
    return render(found, spoken)
