"""The register of codes: every diagnostic has one, and a page of the reference under it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ankang_rules.source import Bilingual


@frozen
class Code:
    """A stable code with its *severity* and what it is about."""

    code: str
    title: Bilingual
    severity: Literal["error", "warning"] = "error"


def _code(code: str, zh: str, en: str, severity: Literal["error", "warning"] = "error") -> Code:
    return Code(code, Bilingual(zh=zh, en=en), severity)


_ALL = (
    # R: reading the text
    _code("R101", "不认识的字符", "a character that means nothing here"),
    _code("R102", "看不见的字符", "an invisible or direction-changing character"),
    _code("R103", "引号没有配对", "a text that is not closed"),
    _code("R104", "语法不通", "a phrase that does not fit where it stands"),
    _code("R105", "没有这一天", "a date that is not in the calendar"),
    _code("R106", "数字太长", "a number with too many digits"),
    _code("R107", "嵌套太深", "an expression nested too deeply"),
    _code("R108", "形近字混用", "letters of look-alike scripts in one name"),
    _code("R109", "保留字不能作名称", "a reserved word used as a name"),
    _code("R110", "词连写", "words run together"),
    _code("R111", "减号两侧缺空格", "a minus without spaces around it"),
    _code("R112", "写法不对的运算符", "an operator spelt another way"),
    _code("R113", "文件读不出", "a file that cannot be read"),
    _code("R114", "括号没有配对", "a bracket that is not closed, or closes nothing"),
    _code("R115", "别处的写法", "a number, date, text or comment written as elsewhere"),
    _code("R116", "文件太长", "a text that is too long"),
    _code("R117", "未列出的其他问题", "more problems than are listed"),
    # N: names
    _code("N201", "未声明的名称", "a name nobody declared"),
    _code("N202", "名称重复", "a name declared twice"),
    _code("N203", "名称有歧义", "a name that could mean several things"),
    _code("N204", "未声明的选项表", "a list of choices nobody declared"),
    _code("N205", "选项表中没有此项", "a member that the list does not have"),
    _code("N206", "未声明的单位", "a unit nobody declared"),
    _code("N207", "循环定义", "definitions that go round in a circle"),
    _code("N208", "找不到导入的文件", "an import that cannot be found"),
    _code("N209", "循环导入", "imports that go round in a circle"),
    _code("N210", "导入的文件有问题", "an import with problems of its own"),
    _code("N211", "不能取用规则的来源", "a rule taken from what is no library"),
    # T: types and units
    _code("T301", "不能比较", "a comparison of things that do not compare"),
    _code("T302", "不能相加减", "a sum of things that do not add"),
    _code("T303", "不是条件", "a condition that is not one"),
    _code("T304", "不能比大小", "an order among things without one"),
    _code("T305", "带单位的量不能相乘", "a product of two units"),
    _code("T306", "占比大于1", "a bare number over 1 for a share"),
    _code("T307", "运算对象不对", "an operand of the wrong kind"),
    _code("T308", "类型不符", "a value of another type than declared"),
    _code("T309", "不能相除", "a quotient of things that do not divide"),
    _code("T310", "不认识的类型", "a type nobody knows"),
    _code("T311", "数字可能过长", "numbers that could grow too long"),
    _code("T312", "链式比较方向不一", "a chain of comparisons in two directions"),
    _code("T313", "类型缺少单位", "a type without its unit"),
    _code("T314", "占比缺少条件", "a share of a list without its condition"),
    _code("T315", "每月之内没有逐月的值", "every month of something that has no months"),
    _code("T316", "条件的个数不对", "a number of conditions that the list does not have"),
    _code("T317", "分支类型不同", "branches of different types"),
    _code("T318", "类型没有的精度或范围", "a precision or range that its type does not have"),
    _code("T319", "单位换算不对", "a unit scaled by nothing"),
    _code("T320", "不是固定的值", "a value that is not written out"),
    # S: structure of a file
    _code("S401", "缺少规则集声明", "a file without its ruleset line"),
    _code("S402", "规则没有条件", "a rule without its condition"),
    _code("S403", "子句重复", "a clause given twice"),
    _code("S404", "不止一个规则集", "a second ruleset in one file"),
    _code("S405", "参数没有取值", "a parameter without any value"),
    _code("S406", "首尾颠倒", "a period or range that ends before it begins"),
    _code("S407", "参数此时没有取值", "a parameter read before its first value, or once repealed", "warning"),
    _code("S408", "例外重叠", "exceptions that can hold at once"),
    _code("S409", "参数同日两值", "two values of a parameter for one day"),
    _code("S410", "废止早于取值", "a parameter repealed before its first value"),
    _code("S411", "无法获得的授予", "an award that nobody can earn"),
    _code("S412", "示例中的下级不成立", "units of an example that are none"),
    _code("S413", "找不到示例的资料", "facts of an example that cannot be found"),
    _code("S414", "不成立的代价", "an effort that cannot be"),
    # U: units below
    _code("U601", "没有这一层级", "a level nobody declared"),
    _code("U602", "登记数不是计数", "a register that is no count"),
    _code("U603", "下级规则集不可用", "a ruleset that cannot judge the units below"),
    _code("U604", "同名异义", "a name that means two things in one tree"),
    _code("U605", "层级不在其下", "a level that is not below the unit in hand"),
    _code("U606", "所指单位不明", "an owner that is no unit around"),
    _code("U607", "须说明属于哪个单位", "a name of which it is not said whose it is"),
    _code("U608", "记录结论的指标不符", "a recorded verdict that is none"),
    # F: facts
    _code("F501", "没有此指标", "a fact under a name nobody declared"),
    _code("F502", "事实类型不符", "a fact of the wrong type"),
    _code("F503", "事实单位不符", "a fact in the wrong unit"),
    _code("F504", "不是选项之一", "a fact that is not among the choices"),
    _code("F505", "计数不能为负或小数", "a count that is negative or not whole"),
    _code("F506", "事实重复", "a fact given twice"),
    _code("F507", "文件读不出", "a facts file that cannot be read"),
    _code("F508", "数字过长", "a number beyond the bounds"),
    _code("F509", "没有给出日期", "no date given"),
    _code("F510", "写法有歧义", "a notation that is read in two ways"),
    _code("F511", "占比超出范围", "a share over its bound"),
    _code("F512", "参数无效", "an argument that is not valid"),
    _code("F513", "层级不符", "facts for another tier", "warning"),
    _code("F514", "未被使用的事实", "a fact that no rule reads", "warning"),
    _code("F515", "数值不合常理", "a value outside its expected range", "warning"),
    _code("F516", "未列出的选项", "a member that an open list does not name", "warning"),
    _code("F517", "嵌套太深或内容过多", "facts nested too deeply, or too many"),
    _code("F518", "没有这一栏", "a heading that a facts document does not have"),
    _code("F519", "控制字符", "a control character in a text"),
    _code("F520", "考核年度不当", "an assessment year after the day asked about, or out of force", "warning"),
    _code("F521", "下级资料未被读取", "children that the ruleset does not judge", "warning"),
    _code("F522", "未列出的其他问题", "more errors than are listed"),
    _code("F523", "未列出的其他警告", "more warnings than are listed", "warning"),
    _code("F524", "登记数少于所列单位", "a register smaller than its list"),
    _code("F525", "下级另写日期", "a day or year of its own for one unit of a tree", "warning"),
    _code("F526", "下级没有这一层级", "children of a level that is not there"),
    _code("F527", "不成单位", "what stands in a list of units and is none"),
    _code("F528", "单位重名", "two units with one name below the same unit"),
    _code("F529", "单位文件不可用", "a file of units that cannot be taken in"),
    _code("F530", "表格不成体系", "a table that does not fit together"),
    _code("F531", "文件夹中未读的文件", "a file in a folder of facts that is not read", "warning"),
    # C: cases
    _code("C901", "用例文件有误", "a file of cases that does not fit its form"),
    # P: saved reports
    _code("P801", "报告读不出", "a saved report that cannot be read"),
    _code("P802", "报告被改动", "a saved report that was edited"),
    _code("P803", "报告不相配", "a saved report that does not fit what it is used with"),
    _code("P804", "对报告的要求不当", "something asked of a report that it cannot answer"),
    # E: engines for tables
    _code("E001", "引擎不能评定的规则", "a rule that an engine cannot take"),
    _code("E002", "没有这个引擎", "an engine that is not there"),
    _code("E003", "表格不可用", "a table that cannot be used"),
    _code("E004", "结果不能保存", "a result that cannot be kept"),
    _code("E005", "内存或线程不合用", "memory or threads that will not do"),
)
CODES: dict[str, Code] = {code.code: code for code in _ALL}

LINTS: dict[str, Code] = {
    code.code: code
    for code in (
        # L: lints; `ankang_rules/lint/rules` has a file for each, and docs/lints a page
        _code("L701", "规则没有条款", "a rule that cites no clause", "warning"),
        _code("L702", "指标未被使用", "an indicator that nothing reads", "warning"),
        _code("L703", "参数未被使用", "a parameter that nothing reads", "warning"),
        _code("L704", "定义未被使用", "a definition that nothing reads", "warning"),
        _code("L705", "选项未被使用", "a member that no condition asks for", "warning"),
        _code("L706", "条件总成立", "a condition that always holds", "warning"),
        _code("L707", "条件总不成立", "a condition that never holds", "warning"),
        _code("L708", "标准在合理范围之外", "a threshold outside the expected range", "warning"),
        _code("L709", "可能空过", "a rule that passes where there is nothing to judge", "warning"),
        _code("L710", "非此即彼", "a condition or its own opposite", "warning"),
        _code("L711", "条件重复", "one condition in two rules", "warning"),
        _code("L712", "规则互相矛盾", "rules that cannot both pass", "warning"),
        _code("L713", "例外无从生效", "an exception that changes nothing", "warning"),
        _code("L714", "标签只有一种语言", "a label in one language only", "warning"),
        _code("L715", "标签与条件的数字不同", "a label with another number than the condition", "warning"),
        _code("L716", "建议带有分值", "advice with points", "warning"),
        _code("L717", "期限在有效期之外", "a due date outside the period in force", "warning"),
        _code("L718", "金额没有单位", "money beside a number without a unit", "warning"),
        _code("L719", "名称形似", "names that look alike", "warning"),
        _code("L720", "允许而未说明理由", "an allow without a reason", "warning"),
        _code("L721", "多余的允许", "an allow that silences nothing", "warning"),
    )
}
