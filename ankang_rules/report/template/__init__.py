"""Facts to fill in: what the rules of a tree read, unit by unit, in a form that is read back."""

from __future__ import annotations

from typing import Literal

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.report.template.questions import form_of
from ankang_rules.report.template.to_csv import to_csv
from ankang_rules.report.template.to_yaml import to_yaml
from ankang_rules.source import Language

Form = Literal["yaml", "csv"]


def template(core: RulesetCore, form: Form, lang: Language) -> str:
    """Return a file of facts for *core* with nothing in it yet, and beside each fact what it is and who asks."""
    asked = form_of(core, lang)
    return to_csv(asked, lang) if form == "csv" else to_yaml(asked, lang)
