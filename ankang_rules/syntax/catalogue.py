"""The catalogue of syntax mistakes: broken examples, and the sentence for each.

An example is a declaration with one mistake, on a line of its own. The grammar stops somewhere in it; what is looked up
for a real mistake is that place: the state of the parser, and the terminal it could not take. So an example speaks for
every text that breaks in the same way, wherever the condition stands and whatever its names are.

- ``«…»`` is what gets underlined. Keywords, signs and literals inside it count by their kind, words of names by their
  spelling; a name of one letter stands for any name. Without marks the terminal that did not fit is underlined.
- ``…`` at the end stands for whatever comes next: only the state counts.

In sentences ``$this`` is the underlined text and ``$before`` what stands before it. ``fix`` would stand instead of
the underlined text. The most exact example wins: one whose marks say more, then one without ``…``.
"""

from __future__ import annotations

from attrs import frozen

from ankang_rules.source import Bilingual


@frozen
class Mistake:
    """One sentence with its next step, and the broken *examples* it is for."""

    examples: tuple[str, ...]
    text: Bilingual
    help: Bilingual
    fix: str | None


def _m(examples: str, *, zh: str, en: str, help_zh: str, help_en: str, fix: str | None = None) -> Mistake:
    lines = tuple(filter(None, map(str.strip, examples.splitlines())))
    return Mistake(lines, Bilingual(zh=zh, en=en), Bilingual(zh=help_zh, en=help_en), fix)


_DECLARATIONS = (
    _m(
        """
        rule «must» x
        rule «should» x
        rule «when» x
        rule «clause» "x"
        rule «zh» "x"
        rule «en» "x"
        rule «as in» x
        rule «(»
        indicator «zh» "x"
        define «=» x
        parameter «=» 3
        choices «{» x }
        group «zh» "x"
        group «clause» "x"
        unit «=» 3 x
        """,
        zh="`$before` 后面缺名称",
        en="the name is missing after `$before`",
        help_zh="写作 `$before 名称 …`",
        help_en="write `$before NAME …`",
    ),
    _m(
        """
        rule «"x"» must y
        indicator «"x"» : money
        define «"x"» = y
        parameter «"x"» = 3
        choices «"x"» { y }
        group «"x"»
        unit «"x"»
        ruleset «"x"»
        """,
        zh="名称不加引号",
        en="a name stands without quotation marks",
        help_zh="写成 `$before 名称`；给读者看的说法跟在后面：`中文 $this`",
        help_en="write `$before NAME`; what readers see follows it as a label: `en $this`",
    ),
    _m(
        """
        rule «3» must y
        indicator «3» : money
        define «3» = y
        parameter «3» = 3
        choices «3» { y }
        group «3»
        unit «3»
        rule «50%» must y
        indicator «50%» : money
        define «50%» = y
        parameter «50%» = 3
        """,
        zh="名称不能以数字开头",
        en="a name does not begin with a digit",
        help_zh="在前面加一个词，或把整个名称放进反引号",
        help_en="put a word before it, or the whole name in backticks",
    ),
    _m(
        """
        rule x «:» must y
        group x «:»
        choices x «:» { y }
        ruleset x «:» tier y
        rule x zh "y" «:» must z
        """,
        zh="这里不用冒号",
        en="no colon belongs here",
        help_zh="删掉它：名称之后直接写下一项",
        help_en="delete it: what follows a name simply comes next",
        fix="",
    ),
    _m(
        """
        ruleset «:» x
        rule «:» x must y
        group «:» x
        unit «:» x
        indicator «:» x
        define «:» x = y
        parameter «:» x = 3
        choices «:» x { y }
        """,
        zh="`$before` 之后直接写名称，不用冒号",
        en="the name follows `$before`, without a colon",
        help_zh="写作 `$before 名称 …`",
        help_en="write `$before NAME …`",
        fix="",
    ),
    _m(
        """
        ruleset …
        """,
        zh="规则集要有名称",
        en="a ruleset needs its name",
        help_zh="例如 `规则集 ankang.county`",
        help_en="for example `ruleset ankang.county`",
    ),
    _m(
        """
        import …
        """,
        zh="`$before` 之后要写导入什么",
        en="what to import stands after `$before`",
        help_zh='随附的写点分名称 `导入 ankang.common`，旁边的文件写在引号里：`导入 "common.rules"`',
        help_en='a packaged one by its dotted name, `import ankang.common`; a file beside this one in quotes, `import "common.rules"`',
    ),
    _m(
        """
        «import x ,» y
        «import x.y ,» z
        «import "x" ,» "y"
        """,
        zh="一次导入一个",
        en="each import has its own line",
        help_zh="另起一行，再写一个 `导入`",
        help_en="begin another line with `import`",
    ),
    _m(
        """
        import x «/» y
        """,
        zh="导入的名称用点分隔",
        en="the parts of an imported name are joined by dots",
        help_zh='例如 `ankang.common`；文件写在引号里：`导入 "ankang/common.rules"`',
        help_en='for example `ankang.common`; a file stands in quotes: `import "ankang/common.rules"`',
        fix=".",
    ),
    _m(
        """
        ruleset x tier "y"
        ruleset x tier …
        """,
        zh="`$before` 之后写层级的名称，不加引号",
        en="after `$before` stands the name of the tier, without quotation marks",
        help_zh="例如 `层级 county`",
        help_en="for example `tier county`",
    ),
    _m(
        """
        ruleset x sections …
        ruleset x sections { …
        """,
        zh="条款目录写在花括号里，每条以引号中的编号开头",
        en="the sections stand in braces, and each begins with its number in quotation marks",
        help_zh='例如 `条款目录 { "四(一)1" 中文 "机构" }`',
        help_en='for example `sections { "四(一)1" en "Organisation" }`',
    ),
    _m(
        """
        ruleset x «must» y
        ruleset x «clause» "y"
        ruleset x tier y «must» z
        ruleset x tier y «clause» "z"
        group x «must» y
        group x «should» y
        group x zh "y" «must» z
        """,
        zh="`$this` 属于规则，不属于这里",
        en="`$this` belongs to a rule, not here",
        help_zh="在它前面写 `规则 名称`",
        help_en="put `rule NAME` before it",
    ),
    _m(
        """
        group x «{»
        group x «[»
        group x «(»
        group x zh "y" «{»
        group x zh "y" «[»
        """,
        zh="组不用括号：下一个组之前的规则都属于它",
        en="a group has no brackets: every rule up to the next group belongs to it",
        help_zh="删掉括号",
        help_en="leave the brackets out",
    ),
)

_INDICATORS = (
    _m(
        """
        indicator x «"y"» : money
        """,
        zh="指标的标签写在类型之后",
        en="the label of an indicator stands after its type",
        help_zh='例如 `指标 基金总量 : 金额 按 元 中文 "基金总量"`',
        help_en='for example `indicator fund : money in 元 en "Fund"`',
    ),
    _m(
        """
        indicator «x» …
        """,
        zh="指标的类型写在冒号之后",
        en="the type of an indicator stands after a colon",
        help_zh="例如 `指标 基金总量 : 金额 按 元`",
        help_en="for example `indicator fund : money in 元`",
    ),
    _m(
        """
        indicator x «=» money
        """,
        zh="指标与类型之间是冒号",
        en="a colon stands between an indicator and its type",
        help_zh="写作 `指标 … : 类型`；给出值的是 `参数`，给出算法的是 `定义`",
        help_en="write `indicator … : TYPE`; what has a value is a `parameter`, what is worked out is a `define`",
        fix=":",
    ),
    _m(
        """
        indicator x : …
        parameter x : …
        indicator x : list of y { z : …
        """,
        zh="冒号之后写类型",
        en="after the colon stands a type",
        help_zh="例如 `金额 按 元`、`计数 按 人`、`占比值`、`日期`、`是/否`",
        help_en="for example `money in 元`, `count in 人`, `share`, `date` or `yes/no`",
    ),
    _m(
        """
        parameter x «:» 98%
        parameter x «:» 3
        parameter x «:» 2013-05-01
        parameter x «:» yes
        parameter x «:» (
        """,
        zh="参数的值写在等号之后",
        en="the value of a parameter stands after `=`",
        help_zh="冒号之后是类型：`参数 x : 占比值 = 98%`",
        help_en="a colon is followed by the type: `parameter x : share = 98%`",
        fix="=",
    ),
    _m(
        """
        indicator x : «每月» y
        indicator x : list of y { z : «每月» y
        """,
        zh="按月填报的类型以 `逐月` 开头",
        en="a type that is told month by month begins with `monthly`",
        help_zh="例如 `逐月 计数 按 人`；`每月` 用在条件里",
        help_en="for example `monthly count in 人`; `every month` is for conditions",
        fix="逐月",
    ),
    _m(
        """
        indicator x : «count of» y
        indicator x : list of y { z : «count of» x
        """,
        zh="类型里计的是单位，用 `按`",
        en="a type names its unit with `in`",
        help_zh="写作 `计数 按 人`",
        help_en="write `count in 人`",
        fix="count in",
    ),
    _m(
        """
        indicator x : money «(» y )
        """,
        zh="单位写在 `按` 之后，不放进括号",
        en="the unit follows `in`, without brackets",
        help_zh="写作 `金额 按 元`",
        help_en="write `money in 元`",
    ),
    _m(
        """
        indicator x : «share of» y
        """,
        zh="占比的类型只写 `占比值`",
        en="the type of a share is just `share`",
        help_zh="占谁的比，用 `定义` 写出：`定义 参保率 = 参保 / 应参保`",
        help_en="say what it is a share of with `define`: `define rate = insured / eligible`",
    ),
    _m(
        """
        indicator x : «yes» or no
        indicator x : «no» y
        indicator x : list of y { z : «yes» or no }
        """,
        zh="这个类型写作 `是/否`",
        en="this type reads `yes/no`",
        help_zh="写作 `: 是/否`",
        help_en="write `: yes/no`",
    ),
    _m(
        """
        indicator x : «{» y, z }
        indicator x : list of y { z : «{» x }
        """,
        zh="几个选项之一写作 `单选 {…}`",
        en="a choice among members reads `one of {…}`",
        help_zh="可以同时有几个的，写 `多选 {…}`",
        help_en="where several may hold at once, `set of {…}`",
        fix="one of {",
    ),
    _m(
        """
        indicator x : one of «y, z»
        indicator x : set of «y, z»
        """,
        zh="选项写在花括号里",
        en="members stand in braces",
        help_zh="例如 `单选 {城区, 乡村}`",
        help_en="for example `one of {urban, rural}`",
    ),
    _m(
        """
        indicator x : one of «(» y, z )
        indicator x : one of «[» y, z ]
        indicator x : set of «(» y, z )
        indicator x : set of «[» y, z ]
        """,
        zh="选项用花括号括起来",
        en="members stand in braces",
        help_zh="例如 `单选 {城区, 乡村}`",
        help_en="for example `one of {urban, rural}`",
    ),
    _m(
        """
        indicator x : «set {» y }
        """,
        zh="几个选项的集合写作 `多选 {…}`",
        en="a set of members reads `set of {…}`",
        help_zh="写作 `多选 {…}`",
        help_en="put `of` before the brace",
        fix="set of {",
    ),
    _m(
        """
        indicator x : «one {» y }
        indicator x : «choice {» y }
        indicator x : «enum {» y }
        """,
        zh="几个选项之一写作 `单选 {…}`",
        en="a choice among members reads `one of {…}`",
        help_zh="写作 `单选 {…}`",
        help_en="write `one of {…}`",
        fix="one of {",
    ),
    _m(
        """
        indicator x : «list {» y : money }
        indicator x : list of «{» y : money }
        indicator x : list of …
        """,
        zh="清单要先说一条记录叫什么",
        en="a list says first what one record is called",
        help_zh="例如 `清单 事件 { 天数 : 计数 按 天 }`",
        help_en="for example `list of incident { days : count in 天 }`",
    ),
    _m(
        """
        indicator x : list of y …
        indicator x : list of y { …
        """,
        zh="记录的各栏写在花括号里，每栏是名称、冒号和类型",
        en="the fields of a record stand in braces, each a name, a colon and a type",
        help_zh="例如 `清单 事件 { 天数 : 计数 按 天, 迟报 : 是/否 }`",
        help_en="for example `list of incident { days : count in 天, late : yes/no }`",
    ),
    _m(
        """
        indicator x : list of y { z …
        """,
        zh="记录的每一栏都要写类型",
        en="every field of a record has a type",
        help_zh="例如 `天数 : 计数 按 天`",
        help_en="for example `days : count in 天`",
    ),
    _m(
        """
        choices x { y «;» z }
        """,
        zh="这里各项之间用逗号",
        en="a comma stands between these",
        help_zh="把 `;` 换成 `,`",
        help_en="write `,` instead of `;`",
        fix=",",
    ),
    _m(
        """
        indicator x : list of y { z : money «; x» : date }
        choices x { y zh "z" «;» z }
        """,
        zh="这里不用 `;`",
        en="no `;` belongs here",
        help_zh="花括号里各项之间用逗号；声明的各部分之间什么也不用",
        help_en="inside braces a comma stands between the parts; between the parts of a declaration nothing does",
    ),
    _m(
        """
        indicator x : share «≤» 100%
        indicator x : share «=» 100%
        indicator x : share zh "y" «≤» 100%
        indicator x : share zh "y" «=» 100%
        """,
        zh="指标的值由事实给出，这里不写",
        en="facts give an indicator its value; nothing is compared here",
        help_zh="占比的上限写作 `不超出 100%`，常见的范围写作 `预期 介于 0 且 100`",
        help_en="a bound for a share reads `within 100%`; a plausible range reads `expected between 0 and 100`",
    ),
    _m(
        """
        indicator x : share within …
        """,
        zh="`$before` 之后写百分比",
        en="after `$before` stands a percentage",
        help_zh="写作 `不超出 100%`",
        help_en="write `within 100%`",
    ),
    _m(
        """
        indicator x : share expected …
        """,
        zh="`$before` 之后写范围",
        en="after `$before` stands a range",
        help_zh="例如 `预期 介于 0 且 100`",
        help_en="for example `expected between 0 and 100`",
    ),
    _m(
        """
        indicator x : money collected from "a" «zh» "b"
        indicator x : money collected from "a" «en» "b"
        indicator x : money collected from "a" «also» "b"
        indicator x : money expected between 0 and 1 «zh» "b"
        indicator x : money expected between 0 and 1 «en» "b"
        indicator x : money fixed «zh» "b"
        indicator x : money fixed «en» "b"
        indicator x : money effort 2 «zh» "b"
        indicator x : money effort 2 «en» "b"
        """,
        zh="标签紧跟在类型之后",
        en="a label stands right after the type",
        help_zh="把 `$this` 移到类型后面",
        help_en="move `$this` up, behind the type",
    ),
    _m(
        """
        indicator x : money «must» y
        indicator x : money «when» y
        indicator x : money «clause» "y"
        indicator x : money zh "y" «must» z
        indicator x : money zh "y" «when» z
        indicator x : money zh "y" «clause» "z"
        """,
        zh="`$this` 属于规则，不属于指标",
        en="`$this` belongs to a rule, not to an indicator",
        help_zh="在它前面写 `规则 名称`",
        help_en="put `rule NAME` before it",
    ),
)

_VALUES = (
    _m(
        """
        parameter x …
        """,
        zh="参数的值写在等号之后",
        en="the value of a parameter stands after `=`",
        help_zh="例如 `参数 参保下限 = 98%`",
        help_en="for example `parameter participation floor = 98%`",
    ),
    _m(
        """
        define «x» …
        """,
        zh="定义的内容写在等号之后",
        en="what a definition means stands after `=`",
        help_zh="例如 `定义 参保率 = 参保人数 / 应参保人数`",
        help_en="for example `define participation rate = insured / eligible`",
    ),
    _m(
        """
        define x «:» y
        define x «: =» y
        unit x «:» 3 y
        parameter x «: =» y
        """,
        zh="这里用等号",
        en="`=` belongs here",
        help_zh="写作 `$before = …`",
        help_en="write `$before = …`",
        fix="=",
    ),
    _m(
        """
        unit x «3» y
        """,
        zh="单位的大小写在等号之后",
        en="the size of a unit stands after `=`",
        help_zh="例如 `计量单位 万元 = 10000 元`",
        help_en="for example `unit 万元 = 10000 元`",
    ),
    _m(
        """
        unit x = …
        """,
        zh="等号之后是数字和另一个单位",
        en="after `=` stand a number and another unit",
        help_zh="例如 `计量单位 万元 = 10000 元`",
        help_en="for example `unit 万元 = 10000 元`",
    ),
    _m(
        """
        choices x …
        choices x zh "y" …
        """,
        zh="选项写在花括号里",
        en="the members of a list of choices stand in braces",
        help_zh="例如 `选项 职能 { 财务, 稽核 }`",
        help_en="for example `choices functions { finance, audit }`",
    ),
    _m(
        """
        choices x { y «:» "z" }
        choices x { y «=» "z" }
        choices x { y «(» z ) }
        """,
        zh="选项的说法写作标签",
        en="what readers see of a member is a label",
        help_zh='写作 `{ finance 中文 "财务" }`',
        help_en='write `{ finance zh "财务" }`',
    ),
    _m(
        """
        choices x { «}»
        """,
        zh="选项表里至少要有一个选项",
        en="a list of choices has at least one member",
        help_zh="例如 `选项 职能 { 财务, 稽核 }`",
        help_en="for example `choices functions { finance, audit }`",
    ),
    _m(
        """
        choices x { y, «,» z }
        rule r must x includes { y, «,» z }
        rule r must all of [ x; «;» y ]
        rule r must all of [ x, «,» y ]
        rule r must all of [ x; «,» y ]
        indicator x : list of y { z : date, «,» x : date }
        example "x" given y = 3, «,» z = 3
        """,
        zh="连写了两个分隔符",
        en="two separators stand in a row",
        help_zh="留下一个",
        help_en="keep one of them",
        fix="",
    ),
    _m(
        """
        choices x { «"y"» }
        choices x { «3» }
        choices x { y, «"z"» }
        """,
        zh="选项是名称，不加引号，也不以数字开头",
        en="a member is a name: it has no quotation marks and does not begin with a digit",
        help_zh='写成 `{ finance 中文 "财务" }`；不合常规的名称放进反引号',
        help_en='write `{ finance zh "财务" }`; an unusual name stands in backticks',
    ),
    _m(
        """
        parameter x = 98% «since» 2013-05-01
        parameter x = 98% «as from» 2013-05-01
        parameter x = 98% «starting» 2013-05-01
        """,
        zh="取值的起始日用 `自`",
        en="the day a value begins is said with `from`",
        help_zh="写作 `98% 自 2013-05-01`",
        help_en="write `98% from 2013-05-01`",
        fix="from",
    ),
    _m(
        """
        parameter x = 98% from …
        parameter x = 98%, repealed from …
        ruleset x in force from …
        ruleset x in force to …
        ruleset x in force from 2013-05-01 to …
        example "x" as of …
        """,
        zh="`$before` 之后写日期",
        en="after `$before` stands a day",
        help_zh="日期写作 `2013-05-20` 或 `2013年5月20日`",
        help_en="a day reads `2013-05-20`",
    ),
    _m(
        """
        parameter x = 98%, repealed …
        """,
        zh="废止要写从哪一天起",
        en="a repeal says from which day",
        help_zh="写作 `废止 自 2015-01-01`",
        help_en="write `repealed from 2015-01-01`",
    ),
    _m(
        """
        ruleset x in force …
        """,
        zh="施行要写起止日期",
        en="`$before` says from which day, or to which",
        help_zh="写作 `施行 自 2013-05-01`",
        help_en="write `in force from 2013-05-01`",
    ),
)

_LABELS = (
    _m(
        """
        rule x zh …
        rule x en …
        rule x also …
        rule x must y fix zh …
        rule x must y fix en …
        rule x must y clause …
        rule x must y fix …
        rule x must y evidence …
        ruleset x source …
        indicator x : money collected from …
        """,
        zh="`$before` 之后是引号中的文字",
        en="after `$before` stands a text in quotation marks",
        help_zh='写作 `$before "…"`',
        help_en='write `$before "…"`',
    ),
    _m(
        """
        rule x zh «:» "y"
        rule x en «:» "y"
        rule x also «:» "y"
        example «:» "x"
        rule x must y fix zh «:» "z"
        rule x must y fix en «:» "z"
        rule x must y clause «:» "z"
        rule x must y fix «:» "z"
        rule x must y evidence «:» "z"
        ruleset x source «:» "y"
        ruleset x tier «:» y
        indicator x : money collected from «:» "y"
        indicator x : money fixed «:» y
        rule x must «:» y
        rule x should «:» y
        rule x when «:» y
        rule x must y due «:» z
        rule x must y points «:» 3
        example "x" given «:» y = 3
        example "x" given y = 3 expect «:» z passes
        """,
        zh="`$before` 之后不用冒号",
        en="no colon stands after `$before`",
        help_zh="删掉冒号",
        help_en="leave the colon out",
        fix="",
    ),
    _m(
        """
        rule x zh «=» "y"
        rule x en «=» "y"
        rule x must y clause «=» "z"
        ruleset x source «=» "y"
        ruleset x tier «=» y
        rule x must y points «=» 3
        """,
        zh="`$before` 之后不用等号",
        en="no `=` stands after `$before`",
        help_zh="删掉等号",
        help_en="leave the `=` out",
        fix="",
    ),
    _m(
        """
        rule x «"y"»
        rule x zh "y" «"z"»
        group x «"y"»
        indicator x : money «"y"»
        indicator x : money zh "y" «"z"»
        choices x «"y"» { z }
        choices x { y «"z"» }
        choices x { y zh "z" «"z"» }
        ruleset x «"y"»
        ruleset x sections { "y" «"z"» }
        rule x must y «"z"»
        rule x must y fix "z" «"x"»
        rule x must y clause "z" «"x"»
        parameter x = 98% «"y"»
        """,
        zh="这段文字前面没有写明它是什么",
        en="say before this text what it is",
        help_zh='标签写作 `中文 "…"` 或 `英文 "…"`，出处条款写作 `条款 "…"`',
        help_en='a label reads `zh "…"` or `en "…"`, the place in the source `clause "…"`',
    ),
    _m(
        """
        rule r must x «zh» "y"
        rule r must x «en» "y"
        rule r must x «also» "y"
        rule r must x clause "z" «zh» "y"
        rule r must x clause "z" «en» "y"
        rule r must x clause "z" «also» "y"
        """,
        zh="标签紧跟在规则的名称之后，写在 `必须` 之前",
        en="the label of a rule stands right after its name, before `must`",
        help_zh="把 `$this` 连同后面的文字移上去",
        help_en="move `$this` up together with its text",
    ),
    _m(
        """
        rule x «,» must y
        rule x zh "y" «,» en "z"
        rule x must y clause "z" «,»
        rule x must y clause "z" «;»
        indicator x : money «,»
        indicator x : money «;»
        indicator x : money zh "y" «,» en "z"
        ruleset x «,» tier y
        ruleset x tier y «,»
        ruleset x tier y «;»
        """,
        zh="各部分之间不用 `$this`",
        en="no `$this` stands between the parts of a declaration",
        help_zh="删掉它",
        help_en="leave it out",
        fix="",
    ),
)

_BINDING = ("shall", "requires", "needs", "has to be", "应", "应该", "须", "需", "要求", "不得", "不应", "不能", "禁止")

_RULES = (
    _m(
        "\n".join(
            f"rule x «{word}» y {rest}"
            for word in _BINDING
            for rest in ("> 3", "= 3", "includes z", "is one of {z}", "between 1 and 3")
        ),
        zh="规则用 `必须` 或 `应当`，不用 `$this`",
        en="a rule says `must` or `should`, not `$this`",
        help_zh="不达标就算不合格的用 `必须`，只作建议的用 `应当`；禁止的写作 `必须 非 …`",
        help_en="`must` where failing counts, `should` where it is advice; what is forbidden reads `must not …`",
    ),
    _m(
        """
        rule x «>» 3
        rule x «=» 3
        rule x «between» 1 and 3
        rule x «includes» y
        rule x «is one of» {y}
        rule x «is empty»
        rule x «is recorded»
        rule x «+» y
        rule x «-» y
        rule x «*» y
        rule x «/» y
        rule x «of» y
        rule x «的» 50%
        rule x «(»
        rule x «[»
        rule x «{»
        rule x «3»
        rule x «50%»
        rule x «all of» [y]
        rule x «any of» [y]
        rule x «at least» 3
        rule x «every» y
        rule x «every month» (y)
        rule x «if» y
        rule x «not» y
        rule x «and» y
        rule x «or» y
        rule x «yes»
        rule x zh "y" «z»
        rule x zh "y" «(»
        rule x zh "y" «all of» [z]
        rule x zh "y" «not» z
        rule x clause "y" «z»
        rule x clause "y" «all of» [z]
        """,
        zh="规则的条件写在 `必须` 之后",
        en="the condition of a rule stands after `must`",
        help_zh="例如 `规则 定期存款占比 必须 定期存款额 ≥ 基金总量 的 50%`",
        help_en="for example `rule fixed-deposit share must fixed-deposit share ≥ 50% of fund`",
    ),
    _m(
        """
        rule x must …
        rule x should …
        rule x when …
        rule x must y when …
        """,
        zh="`$before` 之后缺条件",
        en="the condition after `$before` is missing",
        help_zh="例如 `$before 定期存款额 ≥ 基金总量 的 50%`",
        help_en="for example `$before fixed-deposit share ≥ 50% of fund`",
    ),
    _m(
        """
        rule x must «must» y
        rule x must «should» y
        rule x should «must» y
        rule x should «should» y
        """,
        zh="`必须` 和 `应当` 只写一个",
        en="a rule says `must` or `should`, and says it once",
        help_zh="不达标就算不合格的用 `必须`，只作建议的用 `应当`",
        help_en="`must` where failing counts, `should` where it is advice",
        fix="",
    ),
    _m(
        """
        rule r must x except when y …
        """,
        zh="例外要说明另按什么条件",
        en="an exception says which condition holds instead",
        help_zh="写作 `除非 情形 : 另一个条件`；不适用的情形写在 `当` 里",
        help_en="write `except when CASE : CONDITION`; where the rule does not apply at all, use `when`",
    ),
    _m(
        """
        rule r must x except when …
        rule r must x except when y : …
        """,
        zh="`$before` 之后缺条件",
        en="a condition is missing after `$before`",
        help_zh="例外写作 `除非 情形 : 另一个条件`",
        help_en="an exception reads `except when CASE : CONDITION`",
    ),
    _m(
        """
        rule r must x «:» y
        rule r when x «:» y
        """,
        zh="冒号只在例外里用",
        en="inside a condition a colon belongs to an exception only",
        help_zh='例外写作 `除非 情形 : 另一个条件`；标签写作 `中文 "…"`',
        help_en="an exception reads `except when CASE : CONDITION`",
    ),
    _m(
        """
        rule r must x «due by» end of year
        rule r must x «due by» 2013-05-01
        rule r must x «due on» 2013-05-01
        rule r must x «due before» end of year
        rule r must x «due before» 2013-05-01
        """,
        zh="`期限` 之后直接写日期",
        en="after `due` simply stands the day",
        help_zh="写作 `期限 年末`",
        help_en="write `due end of year`",
        fix="due",
    ),
    _m(
        """
        rule r must x due …
        """,
        zh="`$before` 之后写日期",
        en="after `$before` stands a day",
        help_zh="例如 `期限 年末` 或 `期限 2013-12-31`",
        help_en="for example `due end of year` or `due 2013-12-31`",
    ),
    _m(
        """
        rule r must x points …
        """,
        zh="`$before` 之后写数字",
        en="after `$before` stands a number",
        help_zh="例如 `分值 3`",
        help_en="for example `points 3`",
    ),
    _m(
        """
        rule r as in …
        """,
        zh="`$before` 之后写规则库的名称",
        en="after `$before` stands the name of a library",
        help_zh="例如 `规则 参保率 同于 ankang.common`",
        help_en="for example `rule participation as in ankang.common`",
    ),
)

_LISTS = (
    _m(
        """
        rule r must all of «{» x }
        rule r must all of «(» x )
        rule r must any of «{» x }
        rule r must any of «(» x )
        rule r must none of «{» x }
        rule r must none of «(» x )
        rule r must at least 3 of «{» x }
        rule r must at least 3 of «(» x )
        rule r must at most 3 of «(» x )
        rule r must exactly 3 of «(» x )
        rule r must at least 3 «{» x }
        rule r must at least 3 «(» x )
        rule r must at most 3 «(» x )
        rule r must exactly 3 «(» x )
        """,
        zh="列出的条件放在方括号里，用分号隔开",
        en="listed conditions stand in square brackets, separated by semicolons",
        help_zh="写作 `全部满足 [ …; … ]` 或 `至少 3 项 [ …; … ]`",
        help_en="write `all of [ …; … ]` or `at least 3 of [ …; … ]`",
    ),
    _m(
        """
        rule r must «[» x ]
        rule r should «[» x ]
        rule r when «[» x ]
        rule r must x and «[» y ]
        rule r must x or «[» y ]
        rule r must not «[» x ]
        """,
        zh="方括号前面要写明满足几项",
        en="say before the bracket how many of these must hold",
        help_zh="写作 `全部满足 [ …; … ]`、`任一满足 [ …; … ]` 或 `至少 3 项 [ …; … ]`",
        help_en="write `all of [ …; … ]`, `any of [ …; … ]` or `at least 3 of [ …; … ]`",
    ),
    _m(
        """
        rule r must all of …
        rule r must any of …
        rule r must none of …
        rule r must at least 3 of …
        rule r must at most 3 of …
        rule r must exactly 3 of …
        """,
        zh="`$before` 之后在方括号里列出条件",
        en="after `$before` the conditions are listed in square brackets",
        help_zh="例如 `全部满足 [ 甲 > 0; 乙 > 0 ]`",
        help_en="for example `all of [ a > 0; b > 0 ]`",
    ),
    _m(
        """
        rule r must at least 3 «[» x ]
        rule r must at most 3 «[» x ]
        rule r must exactly 3 «[» x ]
        """,
        zh="数字之后写 `项`",
        en="`of` is missing after the number",
        help_zh="写作 `至少 3 项 [ …; … ]`",
        help_en="write `at least 3 of [ …; … ]`",
        fix="of [",
    ),
    _m(
        """
        rule r must at least …
        rule r must at most …
        rule r must exactly …
        """,
        zh="`$before` 之后写阿拉伯数字",
        en="after `$before` stands a number in digits",
        help_zh="例如 `至少 3 项 [ …; … ]`",
        help_en="for example `at least 3 of [ …; … ]`",
    ),
    _m(
        """
        rule r must at least 3 …
        rule r must at most 3 …
        rule r must exactly 3 …
        """,
        zh="`$before` 之后写 `项` 和方括号",
        en="after `$before` stand `of` and the listed conditions",
        help_zh="例如 `至少 3 项 [ …; … ]`；比大小用 `x ≥ 3`",
        help_en="for example `at least 3 of [ …; … ]`; to compare, write `x ≥ 3`",
    ),
    _m(
        """
        rule r must (x «;» y)
        rule r must (x «,» y)
        """,
        zh="圆括号里只放一个条件",
        en="round brackets hold a single condition",
        help_zh="用 `且` 或 `或` 连接，或写作 `全部满足 [ …; … ]`",
        help_en="join conditions with `and` or `or`, or list them: `all of [ …; … ]`",
    ),
    _m(
        """
        rule r must x includes {y «;» z}
        """,
        zh="选项之间用逗号",
        en="a comma stands between members",
        help_zh="把 `;` 换成 `,`",
        help_en="write `,` instead of `;`",
        fix=",",
    ),
    _m(
        """
        rule r must x «,» y
        rule r must x «;» y
        rule r when x «,» y
        rule r when x «;» y
        rule r must x except when y : z «,» x
        rule r must x except when y : z «;» x
        rule r must x due y «,» z
        define x = y «;» z
        define x = y «,» z
        """,
        zh="条件之间不能用 `$this` 连接",
        en="conditions are not joined by `$this`",
        help_zh="用 `且` 或 `或` 连接，或写作 `全部满足 [ …; … ]`；末尾的标点删掉",
        help_en="join them with `and` or `or`, or list them: `all of [ …; … ]`; at the end leave it out",
    ),
)

_CONDITIONS = (
    _m(
        """
        rule r must x «not =» y
        """,
        zh="不相等写作 `≠`",
        en="what is not equal is written `≠`",
        help_zh="写作 `≠`",
        help_en="write `≠`",
        fix="≠",
    ),
    _m(
        """
        rule r must x «not» > y
        rule r must x «not»
        rule r must 50% «not» y
        rule r must (x) «not» y
        """,
        zh="`$this` 写在整个比较之前",
        en="`$this` stands before the whole comparison",
        help_zh="写作 `非 x > 3`，或换用相反的符号",
        help_en="write `not x > 3`, or use the opposite sign",
    ),
    _m(
        """
        rule r must «max (» x
        rule r must «最大值 (» x
        rule r must «最大 (» x
        """,
        zh="最大的写作 `最高值 [ …; … ]`",
        en="the largest of several reads `highest of [ …; … ]`",
        help_zh="各项放在方括号里，用分号隔开",
        help_en="list them in square brackets, separated by semicolons",
    ),
    _m(
        """
        rule r must «min (» x
        rule r must «最小值 (» x
        rule r must «最小 (» x
        """,
        zh="最小的写作 `最低值 [ …; … ]`",
        en="the smallest of several reads `lowest of [ …; … ]`",
        help_zh="各项放在方括号里，用分号隔开",
        help_en="list them in square brackets, separated by semicolons",
    ),
    _m(
        """
        rule r must «abs (» x
        """,
        zh="绝对值写作 `绝对值 x`",
        en="the size without its sign reads `absolute x`",
        help_zh="写作 `绝对值 (…)`",
        help_en="write `absolute (…)`",
        fix="absolute (",
    ),
    _m(
        """
        rule r must «round (» x
        rule r must «round (» x, 3)
        """,
        zh="取整要写明精度和方式",
        en="rounding says to what, and how",
        help_zh="写作 `x 取整到 0.1 四舍五入`",
        help_en="write `x rounded to 0.1 half up`",
    ),
    _m(
        """
        rule r must «sum (» x
        rule r must «average (» x
        rule r must «avg (» x
        rule r must «mean (» x
        rule r must «count (» x
        rule r must «len (» x
        """,
        zh="清单的计算写作 `合计 清单.栏`、`平均 清单.栏`、`数目 清单`",
        en="sums, averages and counts run over lists: `sum of list.field`, `average of list.field`, `count of list`",
        help_zh="写作 `合计 发放.金额`；几个数相加用 `+`",
        help_en="write `sum of payments.amount`; to add a few values use `+`",
    ),
    _m(
        """
        rule r must x «(» y
        rule r must 50% «(» y
        rule r must (x) «(» y
        """,
        zh="`$before` 和括号之间缺运算符",
        en="a sign is missing between `$before` and the bracket",
        help_zh="相乘写 `×`，占比写 `50% of (…)`，连接条件写 `且`；规则里没有函数调用",
        help_en="write `×`, `of` or `and` between them; there are no function calls",
    ),
    _m(
        """
        rule r must x «{» y }
        rule r must x «[» y ]
        rule r must (x) «{» y }
        rule r must (x) «[» y ]
        """,
        zh="`$before` 和 `$this` 之间缺一个词",
        en="a word is missing between `$before` and `$this`",
        help_zh="是其中之一：`x 属于 {…}`；包含这些：`x 包含 {…}`",
        help_en="for one among several: `x is one of {…}`; for a set that has them: `x includes {…}`",
    ),
    _m(
        """
        rule r must «sum» x.y
        rule r must «total» x.y
        """,
        zh="合计写作 `合计 清单.栏`",
        en="a sum over a list reads `sum of list.field`",
        help_zh="写作 `合计 发放.金额`",
        help_en="write `sum of payments.amount`",
        fix="sum of",
    ),
    _m(
        """
        rule r must «average» x.y
        rule r must «mean» x.y
        """,
        zh="平均写作 `平均 清单.栏`",
        en="an average over a list reads `average of list.field`",
        help_zh="写作 `平均 发放.金额`",
        help_en="write `average of payments.amount`",
        fix="average of",
    ),
    _m(
        """
        rule r must «lowest» x.y
        rule r must «minimum» x.y
        """,
        zh="最低值写作 `最低值 清单.栏`",
        en="the lowest over a list reads `lowest of list.field`",
        help_zh="写作 `最低值 发放.金额`",
        help_en="write `lowest of payments.amount`",
        fix="lowest of",
    ),
    _m(
        """
        rule r must «highest» x.y
        rule r must «maximum» x.y
        """,
        zh="最高值写作 `最高值 清单.栏`",
        en="the highest over a list reads `highest of list.field`",
        help_zh="写作 `最高值 发放.金额`",
        help_en="write `highest of payments.amount`",
        fix="highest of",
    ),
    _m(
        """
        rule r must x «.» y
        """,
        zh="点号只在 `合计 清单.栏` 这类写法里用",
        en="a dot reads a field only after words such as `sum of`",
        help_zh="写作 `合计 发放.金额`；条件在一条条记录上时，写作 `每个 事件 满足 (天数 > 3)`；句末不用句号",
        help_en="write `sum of payments.amount`, or for each record `every incident satisfies (days > 3)`; a condition ends without a full stop",
    ),
    _m(
        """
        rule r must «count» x where (y)
        rule r must «number» x where (y)
        """,
        zh="数记录写作 `数目 清单`",
        en="counting records reads `count of list`",
        help_zh="写作 `数目 事件 其中 (…)`",
        help_en="write `count of incidents where (…)`",
        fix="count of",
    ),
    _m(
        """
        rule r must «share» x where (y)
        """,
        zh="记录的占比写作 `占比 清单`",
        en="the share of records reads `share of list`",
        help_zh="写作 `占比 事件 其中 (…)`",
        help_en="write `share of incidents where (…)`",
        fix="share of",
    ),
    _m(
        """
        rule r must x «where» (y)
        """,
        zh="`$this` 跟在清单之后",
        en="`$this` follows a list",
        help_zh="例如 `数目 事件 其中 (天数 > 3) ≤ 2`；规则何时适用写在 `当` 里",
        help_en="for example `count of incidents where (days > 3) ≤ 2`; when a rule applies is said with `when`",
    ),
    _m(
        """
        rule r must 50% «x»
        """,
        zh="`$before` 是谁的，要用 `of` 或 `的` 说明",
        en="say with `of` what `$before` is a share of",
        help_zh="写作 `50% of x` 或 `x 的 50%`",
        help_en="write `50% of x`",
        fix="of $this",
    ),
    _m(
        """
        rule r must x «3» …
        rule r must x «50%» …
        rule r must x «3 y» …
        """,
        zh="`$before` 和 `$this` 之间缺比较符号",
        en="nothing says how `$before` and `$this` compare",
        help_zh="例如 `x ≥ 3`，或在数字之后写 `以上`",
        help_en="put a sign between them, such as `x ≥ 3`",
    ),
    _m(
        """
        rule r must x ≥ 3 «以上»
        rule r must x ≥ 50% «以上»
        rule r must x «≥ y 以上»
        """,
        zh="已经有比较符号，不再写 `以上`、`以下`",
        en="a sign and a word such as `以上` say the same thing twice",
        help_zh="两者留一个",
        help_en="keep one of the two",
    ),
    _m(
        """
        rule r must x «的 50% 以上»
        rule r must x ≥ y «的 50% 以上»
        """,
        zh="`$this` 没有说是谁占这么多",
        en="`$this` does not say what is so much",
        help_zh="写作 `x 不低于 y 的 50%`，不超过的写 `不超过`",
        help_en="write `x ≥ 50% of y`",
    ),
    _m(
        """
        rule r must x «以上»
        """,
        zh="`$this` 要跟在数字之后",
        en="`$this` follows a number",
        help_zh="写作 `x 3 以上`，或用 `x ≥ y`",
        help_en="write `x 3 以上`, or `x ≥ y`",
    ),
    _m(
        """
        rule r must «>» 3
        rule r must «=» 3
        rule r must «+» 3
        rule r must «×» 3
        rule r must «/» 3
        rule r when «>» 3
        rule r when «=» 3
        rule r must x and «>» 3
        rule r must x and «=» 3
        rule r must x or «>» 3
        rule r must x or «=» 3
        rule r must not «=» 3
        rule r must not «>» 3
        rule r must («=» 3)
        rule r must («>» 3)
        rule r must all of [«>» 3]
        rule r must all of [x; «>» 3]
        define x = «≥» 3
        """,
        zh="`$this` 之前缺要比较或计算的东西",
        en="nothing stands before `$this`",
        help_zh="两边都要写全：`x > 0 且 x < 5`",
        help_en="write both sides out: `x > 0 and x < 5`",
    ),
    _m(
        """
        rule r must x > «>» 3
        rule r must x ≥ «=» 3
        rule r must x = «≥» 3
        """,
        zh="连写了两个比较符号",
        en="two comparison signs stand in a row",
        help_zh="留下一个",
        help_en="keep one of them",
        fix="",
    ),
    _m(
        """
        rule r must x + «+» y
        rule r must x + «×» y
        rule r must x + «/» y
        rule r must x + «=» y
        rule r must x × «×» y
        rule r must x × «/» y
        rule r must x × «+» y
        rule r must x / «/» y
        rule r must x / «×» y
        rule r must x - «+» y
        rule r must x - «×» y
        rule r must x - «/» y
        """,
        zh="连写了两个运算符",
        en="two signs stand in a row",
        help_zh="留下一个；没有乘方运算",
        help_en="keep one of them; there are no powers",
        fix="",
    ),
    _m(
        """
        rule r must «and» x
        rule r must «or» x
        rule r when «and» x
        rule r when «or» x
        rule r must («and» x)
        rule r must («or» x)
        rule r must x and «and» y
        rule r must x and «or» y
        rule r must x or «or» y
        rule r must x or «and» y
        rule r must not «and» y
        """,
        zh="`$this` 之前缺条件",
        en="no condition stands before `$this`",
        help_zh="`$this` 连接两个条件",
        help_en="`$this` joins two conditions",
    ),
    _m(
        """
        rule r must x = «none»
        rule r must x > «none»
        rule r must x = «unknown»
        rule r must x > «unknown»
        """,
        zh="条件里不和 `$this` 比较",
        en="a condition does not compare with `$this`",
        help_zh="是否上报过，写作 `x 已记录` 或 `非 x 已记录`",
        help_en="whether it was reported reads `x is recorded` or `not x is recorded`",
    ),
    _m(
        """
        rule r must x «within» 3
        rule r must 50% «within» 3
        rule r must x «within» y
        """,
        zh="`$this` 只用在指标的类型里",
        en="`$this` belongs to the type of an indicator",
        help_zh="条件里写作 `≤`",
        help_en="in a condition write `≤`",
        fix="≤",
    ),
    _m(
        """
        rule r must x between 1 …
        """,
        zh="范围的两端用 `且` 连接",
        en="the two ends of a range are joined by `and`",
        help_zh="写作 `x 介于 1 且 5`",
        help_en="write `x between 1 and 5`",
    ),
    _m(
        """
        rule r must x between …
        rule r must x between 1 and …
        """,
        zh="`$before` 之后缺范围的一端",
        en="an end of the range is missing after `$before`",
        help_zh="写作 `x 介于 1 且 5`",
        help_en="write `x between 1 and 5`",
    ),
    _m(
        """
        rule r must x is one of …
        """,
        zh="可取的值写在花括号里",
        en="the values to choose from stand in braces",
        help_zh="写作 `x 属于 {甲, 乙}`",
        help_en="write `x is one of {a, b}`",
    ),
    _m(
        """
        rule r must x «includes all of {» y }
        """,
        zh="`包含全部` 之后是选项表的名称",
        en="`includes all of` is followed by the name of a list of choices",
        help_zh="列出几项时写作 `包含 {…}`",
        help_en="for members written out, `includes {…}`",
        fix="includes {",
    ),
    _m(
        """
        rule r must x includes all of …
        """,
        zh="`$before` 之后写选项表的名称",
        en="after `$before` stands the name of a list of choices",
        help_zh="例如 `包含全部 股室职能`",
        help_en="for example `includes all of office functions`",
    ),
    _m(
        """
        rule r must x rounded to …
        """,
        zh="`$before` 之后写精度",
        en="after `$before` stands what to round to",
        help_zh="例如 `取整到 0.1% 四舍五入`",
        help_en="for example `rounded to 0.1% half up`",
    ),
    _m(
        """
        rule r must x rounded to 0.1 …
        """,
        zh="还要写明怎样取整",
        en="say how to round",
        help_zh="写作 `取整到 0.1 四舍五入`；还有 `四舍六入五成双`、`五舍六入`、`舍去`、`进位`",
        help_en="write `rounded to 0.1 half up`; there are also `half even`, `half down`, `down` and `up`",
    ),
    _m(
        """
        rule r must if x then y …
        """,
        zh="缺 `否则`",
        en="`else` is missing",
        help_zh="写作 `如果 … 那么 … 否则 …`；只在某种情形下适用的规则，用 `当`",
        help_en="write `if … then … else …`; a rule that applies only in some cases says so with `when`",
    ),
    _m(
        """
        rule r must if x …
        """,
        zh="缺 `那么`",
        en="`then` is missing",
        help_zh="写作 `如果 … 那么 … 否则 …`",
        help_en="write `if … then … else …`",
    ),
    _m(
        """
        rule r must if x then y «else if»
        rule r must if …
        rule r must if x then …
        rule r must if x then y else …
        """,
        zh="`$before` 之后没有写完",
        en="what follows `$before` is missing",
        help_zh="写作 `如果 … 那么 … 否则 …`",
        help_en="write `if … then … else …`",
    ),
    _m(
        """
        rule r must x «then» y
        rule r must x «else» y
        rule r must x > 3 «then» y
        rule r when x «then» y
        """,
        zh="`$this` 之前没有 `如果`",
        en="there is no `if` before `$this`",
        help_zh="写作 `如果 … 那么 … 否则 …`",
        help_en="write `if … then … else …`",
    ),
)

_RECORDS = (
    _m(
        """
        rule r must every month …
        rule r must every x satisfies …
        rule r must some x satisfies …
        rule r must count of x where …
        rule r must every x where …
        """,
        zh="`$before` 之后的条件要放在括号里",
        en="the condition after `$before` stands in brackets",
        help_zh="写作 `$before (…)`",
        help_en="write `$before (…)`",
    ),
    _m(
        """
        rule r must every x …
        rule r must some x …
        rule r must every x where (y) …
        """,
        zh="缺 `满足`",
        en="`satisfies` is missing",
        help_zh="写作 `每个 事件 满足 (天数 > 3)`",
        help_en="write `every incident satisfies (days > 3)`",
    ),
    _m(
        """
        rule r must every …
        rule r must some …
        rule r must every «satisfies» (x)
        rule r must some «satisfies» (x)
        rule r must every «where» (x)
        """,
        zh="`$before` 之后写一条记录的名称",
        en="after `$before` stands the word for one record",
        help_zh="例如 `每个 事件 满足 (天数 > 3)`",
        help_en="for example `every incident satisfies (days > 3)`",
    ),
    _m(
        """
        rule r must count of …
        rule r must share of …
        """,
        zh="`$before` 之后写清单的名称",
        en="after `$before` stands the name of a list",
        help_zh="例如 `数目 事件 其中 (天数 > 3)`",
        help_en="for example `count of incidents where (days > 3)`",
    ),
    _m(
        """
        rule r must sum of …
        rule r must average of …
        rule r must sum of x …
        rule r must average of x …
        rule r must lowest of x …
        rule r must highest of x …
        rule r must sum of x. …
        """,
        zh="这里写清单和它的一栏，中间是点号",
        en="a list and one of its fields follow, with a dot between them",
        help_zh="例如 `合计 发放.金额`",
        help_en="for example `sum of payments.amount`",
    ),
    _m(
        """
        rule r must lowest of «(» x; y )
        rule r must highest of «(» x; y )
        rule r must lowest of «{» x; y }
        rule r must highest of «{» x; y }
        rule r must lowest of …
        rule r must highest of …
        """,
        zh="`$before` 之后在方括号里列出各项，用分号隔开",
        en="after `$before` the values are listed in square brackets, separated by semicolons",
        help_zh="例如 `最低值 [ 甲; 乙 ]`，或 `最低值 发放.金额`",
        help_en="for example `lowest of [ a; b ]`, or `lowest of payments.amount`",
    ),
)

_EXAMPLES = (
    _m(
        """
        example …
        """,
        zh="示例的标题写在引号里",
        en="an example has a title in quotation marks",
        help_zh='例如 `示例 "差一元" 给定 …`',
        help_en='for example `example "one yuan short" given …`',
    ),
    _m(
        """
        example "x" …
        example "x" as of 2013-05-01 …
        """,
        zh="示例先给出事实",
        en="an example first gives its facts",
        help_zh='写作 `示例 "…" 给定 基金总量 = 100 万元 期望 定期存款占比 不通过`',
        help_en='write `example "…" given fund = 100 万元 expect fixed-deposit share fails`',
    ),
    _m(
        """
        example "x" given …
        example "x" given «expect» r passes
        example "x" given y …
        example "x" given y = 3, …
        example "x" given y = 3, z …
        """,
        zh="给定的事实写作 `名称 = 值`",
        en="a given fact reads `NAME = VALUE`",
        help_zh="例如 `给定 基金总量 = 100 万元`",
        help_en="for example `given fund = 100 万元`",
    ),
    _m(
        """
        example "x" given y «:» 3
        example "x" given y = 3, z «:» 3
        """,
        zh="给定的事实用等号",
        en="a given fact has `=`",
        help_zh="写作 `名称 = 值`",
        help_en="write `NAME = VALUE`",
        fix="=",
    ),
    _m(
        """
        example "x" given y «is» …
        example "x" given y = 3, z «is» …
        example "x" given y «are» …
        example "x" given y «为» …
        example "x" given y = 3, z «为» …
        example "x" given y «是» 3
        example "x" given y «是» no
        """,
        zh="给定的事实用等号",
        en="a given fact has `=`",
        help_zh="写作 `名称 = 值`",
        help_en="write `NAME = VALUE`",
        fix="=",
    ),
    _m(
        """
        example "x" given y = [3 «{» x: 3}]
        example "x" given y = [3 x «{» x: 3}]
        example "x" given y = [z, 3 «{» x: 3}]
        example "x" given y = [{x: 3}, 3 «{» x: 3}]
        example "x" given y = [{x: 3}, 3 x «{» x: 3}]
        example "x" given y = [{x: [3 «{» x: 3}]
        example "x" given y = [{x: [3 x «{» x: 3}]
        """,
        zh="重复的单位用 `×`",
        en="a unit is repeated with `×`",
        help_zh="写作 `3 × {…}`",
        help_en="write `3 × {…}`",
    ),
    _m(
        """
        example "x" given y = [{x: 3} «×» 3
        example "x" given y = [{x: 3}, {x: 3} «×» 3
        """,
        zh="个数写在单位之前",
        en="how many there are stands before the unit",
        help_zh="写作 `3 × {…}`",
        help_en="write `3 × {…}`",
    ),
    _m(
        """
        example "x" given y = 3 «;» z = 3
        example "x" given y = 3 expect z passes «;» x fails
        """,
        zh="这里各项之间用逗号",
        en="a comma stands between these",
        help_zh="把 `;` 换成 `,`",
        help_en="write `,` instead of `;`",
        fix=",",
    ),
    _m(
        """
        example "x" given y = 3 …
        example "x" given y = none …
        """,
        zh="示例没有写期望的结果",
        en="the example does not say what to expect",
        help_zh="在后面写 `期望 规则 通过`，也可以是 `不通过`、`未知`、`不适用`",
        help_en="add `expect RULE passes`, or `fails`, `is unknown`, `is not applicable`",
    ),
    _m(
        """
        example "x" given y = 3, «expect» r passes
        """,
        zh="`$this` 之前多了一个逗号",
        en="there is one comma too many before `$this`",
        help_zh="删掉逗号，或再写一个 `名称 = 值`",
        help_en="delete it, or add another `NAME = VALUE`",
    ),
    _m(
        """
        example "x" given y = 3 expect «passes»
        example "x" given y = 3 expect «fails»
        example "x" given y = 3 expect …
        """,
        zh="期望里要写是哪条规则",
        en="an expectation names its rule",
        help_zh="写作 `期望 定期存款占比 不通过`",
        help_en="write `expect fixed-deposit share fails`",
    ),
    _m(
        """
        example "x" given y = 3 expect r …
        example "x" given y = 3 expect r «=» x
        example "x" given y = 3 expect r «yes»
        example "x" given y = 3 expect r «no»
        """,
        zh="期望的结果是 `通过`、`不通过`、`未知` 或 `不适用`",
        en="what to expect reads `passes`, `fails`, `is unknown` or `is not applicable`",
        help_zh="写作 `期望 定期存款占比 不通过`",
        help_en="write `expect fixed-deposit share fails`",
    ),
    _m(
        """
        example "x" given y = 3 expect r «passed» …
        example "x" given y = 3 expect r «pass» …
        example "x" given y = 3 expect r «is pass» …
        example "x" given y = 3 expect r «is passed» …
        example "x" given y = 3 expect r «to pass» …
        example "x" given y = 3 expect r «ok» …
        example "x" given y = 3 expect r «holds» …
        example "x" given y = 3 expect r «合格» …
        example "x" given y = 3 expect r «达标» …
        """,
        zh="通过的写作 `通过`",
        en="a rule that is met `passes`",
        help_zh="写作 `通过`",
        help_en="write `passes`",
        fix="passes",
    ),
    _m(
        """
        example "x" given y = 3 expect r «failed» …
        example "x" given y = 3 expect r «fail» …
        example "x" given y = 3 expect r «is fail» …
        example "x" given y = 3 expect r «is failed» …
        example "x" given y = 3 expect r «to fail» …
        example "x" given y = 3 expect r «失败» …
        example "x" given y = 3 expect r «不合格» …
        example "x" given y = 3 expect r «不达标» …
        """,
        zh="不通过的写作 `不通过`",
        en="a rule that is broken `fails`",
        help_zh="写作 `不通过`",
        help_en="write `fails`",
        fix="fails",
    ),
    _m(
        """
        example "x" given y = 3 expect r «unknown»
        """,
        zh="未知的写作 `未知`",
        en="a rule that cannot be told `is unknown`",
        help_zh="写作 `未知`",
        help_en="write `is unknown`",
        fix="is unknown",
    ),
    _m(
        """
        example "x" given y = 3 expect r «not applicable»
        """,
        zh="不适用的写作 `不适用`",
        en="a rule that does not apply `is not applicable`",
        help_zh="写作 `不适用`",
        help_en="write `is not applicable`",
        fix="is not applicable",
    ),
    _m(
        """
        award …
        award "x" …
        award "x" when …
        award "x" when every …
        award "x" when every must …
        award "x" when every must passes and …
        award "x" when every must passes and score …
        award "x" when every must passes and score ≥ …
        """,
        zh='授予写作 `授予 "…" 当 每个 必须 通过`',
        en='an award reads `award "…" when every must passes`',
        help_zh="还可以加上 `且 得分 ≥ 90%`",
        help_en="it may add `and score ≥ 90%`",
    ),
)

CATALOGUE: tuple[Mistake, ...] = (
    *_DECLARATIONS,
    *_INDICATORS,
    *_VALUES,
    *_LABELS,
    *_RULES,
    *_LISTS,
    *_CONDITIONS,
    *_RECORDS,
    *_EXAMPLES,
)
