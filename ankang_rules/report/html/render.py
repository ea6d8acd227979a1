"""The page as text of HTML: one file that loads nothing, by templates that escape whatever they are given."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.units import TOP, Place
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.page import page
from ankang_rules.report.visit import Visit
from ankang_rules.source import Language

if TYPE_CHECKING:
    from jinja2 import Environment

_NOT_TO_BE_SEEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, those that turn the direction of text among them, and halves of characters: a text with one of
these could look like another text, or could not be written to a file at all."""


def to_html(judgement: Judgement, lang: Language, place: Place = TOP, visit: Visit | None = None) -> str:
    """Return the page about *judgement*, of the unit at *place*; raises :class:`ImportError` without jinja2.

    *visit* is the next one there, where it is known.
    """
    style = files(__package__).joinpath("template/style.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page(judgement, lang, place, visit),
            say=_Said(say, lang),
            style=style,
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
        )
    )


class _Said:
    """A catalogue in one language."""

    def __init__(self, catalogue: Any, lang: Language) -> None:
        self._catalogue, self._lang = catalogue, lang

    def __getattr__(self, name: str) -> str:
        text: str = getattr(self._catalogue, name)(self._lang)
        return text


def _environment() -> Environment:
    try:
        import jinja2
    except ModuleNotFoundError as error:
        raise ImportError(say.no_extra("jinja2").en) from error

    loader = jinja2.FunctionLoader(lambda name: files(__package__).joinpath(f"template/{name}").read_text("utf-8"))
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _visible(value: Any) -> Any:
    """Return a text with its control characters spelled out."""
    if type(value) is not str:  # markup is the template's own
        return value
    return _NOT_TO_BE_SEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
