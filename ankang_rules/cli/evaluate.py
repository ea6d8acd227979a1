"""``ankang-rules evaluate RULESET FACTS``"""

from __future__ import annotations

from typing import Any

import click

from ankang_rules.cli import inputs, messages
from ankang_rules.cli.common import (
    EXIT_CODES,
    asking_options,
    detail_option,
    form_option,
    language_option,
    max_age_option,
    no_color_option,
    only_open_option,
    option,
)
from ankang_rules.cli.details import DETAILS
from ankang_rules.cli.forms import FORMS, show_html
from ankang_rules.cli.progress import progress
from ankang_rules.cli.spoken import Command
from ankang_rules.core.lookup import paths_near
from ankang_rules.door import Report
from ankang_rules.explain.units import find, units_below
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "按规则集评定事实文件中的单位，逐条说明理由。",
        "RULESET 是内置规则集的名称（如 ankang.county）或以 .rules 结尾的路径；FACTS 是 YAML、JSON 或 CSV 文件，"
        "或文件夹。二者之一可写 -，即标准输入。",
        "退出码：0 达标，1 不达标，2 用法或输入有误，3 无法判定，4 不适用；用 --unit 时取决于那个单位。",
    ),
    en=(
        "Judge the unit in FACTS against RULESET and argue each verdict.",
        "RULESET is a packaged name such as ankang.county, or a path that ends in .rules; FACTS is a YAML, JSON "
        "or CSV file, or a folder. One of the two may be -, which is standard input.",
        "Exit codes: 0 pass, 1 fail, 2 usage or input errors, 3 unknown, 4 not applicable; with --unit, by that unit.",
    ),
)
@click.argument("ruleset")
@click.argument("facts")
@only_open_option
@max_age_option
@option(
    "--by",
    metavar="DATE",
    help="The day of the next visit: on the page stands what falls due by then, too.",
    zh="下次核查日期：网页上另列到那天为止到期的事项。",
)
@asking_options
@form_option(*FORMS)
@detail_option(*DETAILS)
@language_option
@no_color_option
@click.pass_obj
def evaluate(
    lang: Language,
    /,
    ruleset: str,
    facts: str,
    form: str,
    detail: str | None,
    no_color: bool,
    by: str | None,
    max_age: str | None,
    **asked: Any,
) -> int:
    only_text(form, detail)
    if by is not None and form != "html":
        raise messages.visit_on_the_page()
    if max_age is not None and by is None and asked["only_open"] is None:
        raise messages.age_without_report()
    report = judged(ruleset, facts, max_age=max_age if asked["only_open"] else None, **asked)
    if by is not None:
        show_html(report, lang, by, max_age)
    else:
        (DETAILS[detail] if detail else FORMS[form])(report, lang, not no_color)
    return EXIT_CODES[report.status]


def only_text(form: str, detail: str | None) -> None:
    """Refuse a level of detail for anything but text."""
    if detail and form != "text":
        raise messages.detail_of_text(form)


def judged(
    ruleset: str,
    facts: str,
    *,
    as_of: str | None,
    year: str | None,
    params: tuple[str, ...],
    lenient: bool,
    facts_format: str | None,
    unit: str | None,
    only_open: str | None = None,
    max_age: str | None = None,
) -> Report:
    """Return the report on what the command line names; raises where anything on it is wrong."""
    inputs.only_once(ruleset, facts, only_open or "")
    day, assessed, parameters = inputs.day(as_of), inputs.year(year), inputs.parameters(params)
    source = inputs.facts(facts, facts_format)
    rules = inputs.ruleset(ruleset)
    if only_open is not None:
        report = rules.follow_up(
            inputs.report(only_open),
            source,
            as_of=day,
            year=assessed,
            parameters=parameters,
            strict=not lenient,
            max_age=max_age,
        )
        return report if unit is None else _unit(report, unit)
    with progress() as on_unit:
        report = rules.evaluate(
            source, as_of=day, year=assessed, parameters=parameters, strict=not lenient, on_unit=on_unit
        )
    return report if unit is None else _unit(report, unit)


def _unit(report: Report, name: str) -> Report:
    found = find(report.judgement, name)
    if len(found) == 1:
        return report.find(found[0].name)
    if found:
        raise messages.unit_is_ambiguous(name, [unit.name for unit in found])
    known = [unit.name for unit in units_below(report.judgement)]
    raise messages.no_such_unit(name, paths_near(name, known), known)
