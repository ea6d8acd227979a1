"""Types as people read them."""

from __future__ import annotations

from ankang_rules.core.print import member_text
from ankang_rules.explain import terms as say
from ankang_rules.explain.amounts import number
from ankang_rules.explain.catalogue import joined
from ankang_rules.model import types as ty
from ankang_rules.model.units import DAYS
from ankang_rules.source import Language


def kind_text(kind: ty.Type, lang: Language) -> str:
    """Return what a value of *kind* can be: ``money in 元``, ``monthly, yes/no``."""
    match kind:
        case ty.Quantity(kind=word):
            unit = kind.word.name if kind.word is not None else str(kind.unit)
            return say.quantity(word, unit)(lang)
        case ty.Share(within=bound) if bound is not None:
            return say.share_within(number(bound, kind, lang))(lang)
        case ty.Duration(unit):
            return (say.number_of_days if unit == DAYS else say.number_of_months)(lang)
        case ty.OneOf(choices):
            return say.one_of(listed(choices, lang))(lang)
        case ty.SetOf(choices):
            return say.set_of(listed(choices, lang))(lang)
        case ty.Monthly(of):
            return say.monthly(kind_text(of, lang))(lang)
        case ty.ListOf():
            fields = joined([say.field(field.name, kind_text(field.type, lang))(lang) for field in kind.fields], lang)
            return say.records(kind.singular, fields)(lang)
    return _PLAIN[type(kind)](lang)


def listed(choices: ty.Choices, lang: Language) -> str:
    """Return the members of *choices*, and whether there may be others."""
    text = joined([member_text(member.key, choices, lang) for member in choices.members], lang)
    return say.open_list(text)(lang) if choices.open else text


_PLAIN = {ty.YesNo: say.yes_no, ty.Bare: say.plain_number, ty.Share: say.share, ty.Date: say.day, ty.Text: say.text}
