"""``ankang-rules diff OLD NEW``, and ``ankang-rules diff RULESET FACTS --new-…``"""

from __future__ import annotations

from typing import Any

import click

from ankang_rules.cli import inputs, messages, terminal
from ankang_rules.cli.common import form_option, language_option, no_color_option, option, options
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.report.compare import Comparison, compare
from ankang_rules.source import Language

_new_options = options(
    option("--as-of", metavar="DATE", help="The day asked about before.", zh="前一次的截至日期。"),
    option(
        "--param", "params", metavar="NAME=VALUE", multiple=True, help="A parameter set before.", zh="前一次的参数。"
    ),
    option("--new-as-of", metavar="DATE", help="The day asked about after.", zh="后一次的截至日期。"),
    option("--new-ruleset", metavar="RULESET", help="The ruleset after.", zh="后一次的规则集。"),
    option("--new-facts", metavar="FACTS", help="The facts after.", zh="后一次的事实。"),
    option(
        "--new-param",
        "new_params",
        metavar="NAME=VALUE",
        multiple=True,
        help="A parameter set after; may be repeated.",
        zh="后一次的参数，可多次使用。",
    ),
)


@click.command(
    cls=Command,
    zh=(
        "说明两份报告之间有何变化，各项变化是规则、数据、参数还是日期所致。",
        "OLD 和 NEW 是保存的报告。给出 --new-… 选项时则是 RULESET 和 FACTS：评定两次，后一次只换选项所说的，"
        "逐项试出原因。",
        "退出码：0 相同，1 不同，2 用法或输入有误。",
    ),
    en=(
        "Say what changed between two reports, and whether the rule, the data, a parameter or the date did it.",
        "OLD and NEW are saved reports. With an option --new-… they are RULESET and FACTS instead: these are judged "
        "twice, the second time with what the options say, and what did it is tried out.",
        "Exit codes: 0 the same, 1 different, 2 usage or input errors.",
    ),
)
@click.argument("old", metavar="OLD|RULESET")
@click.argument("new", metavar="NEW|FACTS")
@_new_options
@form_option("text", "json")
@language_option
@no_color_option
@click.pass_obj
def diff(lang: Language, /, old: str, new: str, form: str, no_color: bool, **asked: Any) -> int:
    inputs.only_once(old, new)
    changed = [name for name in ("new_as_of", "new_ruleset", "new_facts", "new_params") if asked[name]]
    found = _judged_twice(old, new, **asked) if changed else _saved(old, new, **asked)
    if form == "json":
        show_json(found.to_dict())
    else:
        terminal.show(found.text(lang), coloured=not no_color)
    return 0 if found.same else 1


def _saved(old: str, new: str, **asked: Any) -> Comparison:
    if asked["as_of"] or asked["params"]:
        raise messages.judged_once("--as-of" if asked["as_of"] else "--param")
    if old.endswith(".rules"):
        raise messages.nothing_new(old)
    return compare(inputs.report(old), inputs.report(new))


def _judged_twice(
    ruleset: str,
    facts: str,
    *,
    as_of: str | None,
    params: tuple[str, ...],
    new_as_of: str | None,
    new_ruleset: str | None,
    new_facts: str | None,
    new_params: tuple[str, ...],
) -> Comparison:
    inputs.only_once(ruleset, facts, new_ruleset or "", new_facts or "")
    if facts == inputs.STANDARD_INPUT and not new_facts:
        raise messages.facts_read_twice()
    parameters = inputs.parameters(params)
    before = inputs.ruleset(ruleset)
    after = inputs.ruleset(new_ruleset) if new_ruleset else before
    old = before.evaluate(inputs.facts(facts, None), as_of=inputs.day(as_of), parameters=parameters)
    new = after.evaluate(
        inputs.facts(new_facts or facts, None),
        as_of=inputs.day(new_as_of) or inputs.day(as_of),
        parameters={**parameters, **inputs.parameters(new_params)},
    )
    return compare(old.judgement, new.judgement)
