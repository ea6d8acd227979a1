"""The page of a report: whatever the author and the facts say is text on it, and nothing is fetched."""

from html.parser import HTMLParser

import pytest

import ankang_rules

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style></title></details><b>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;i&gt;",
    "\u202egnp.exe\u2066",
]
"""Each says `TEXT` in the harmless version, so that the two pages must have the same tags and attributes."""

RULES = """\
ruleset top en "LABEL" zh "LABEL" tier city
children towns each town : "town.rules"
indicator paid : money in 元 en "LABEL of paid" collected from en "LABEL" zh "LABEL"
indicator note : text
indicator plan : yes/no
group one en "LABEL one" clause "LABEL"
rule pay en "LABEL pay" clause "LABEL" must paid ≥ 100 fix en "LABEL" zh "LABEL" evidence en "LABEL" zh "LABEL"
rule noted must note = "other"
rule planned en "LABEL planned" must plan evidence en "LABEL" zh "LABEL"
rule reached must every town satisfies (built)
"""
TOWN = 'ruleset town en "LABEL" tier town indicator built : yes/no rule built en "LABEL" must built fix en "LABEL"'


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(label: str, folder, lang: str = "en") -> Page:
    """The page about a city and a town in which every text that others write is *label*."""
    quoted = label.replace('"', "”")  # a text in a rules file ends at the next one
    quoted = "TEXT" if "\u202e" in label else quoted  # does not load in one
    (folder / "town.rules").write_text(TOWN.replace("LABEL", quoted), encoding="utf-8")
    (folder / "top.rules").write_text(RULES.replace("LABEL", quoted), encoding="utf-8")
    source = {"source": label, "by": label, "on": "2014-01-01"}
    towns = [{"unit": f"{label} a", "facts": {"built": False}}, {"unit": f"{label} b", "facts": {}}]
    facts = {"paid": {"value": 50, **source}, "note": {"value": label, **source}}
    document = {"unit": label, "as of": "2014-11-30", "facts": facts, "children": {"towns": towns}}
    return Page(ankang_rules.load(folder / "top.rules").evaluate(document).to_html(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_markup(hostile: str, lang: str, tmp_path) -> None:
    harmless, found = page("TEXT", tmp_path, lang), page(hostile, tmp_path, lang)
    assert harmless.tags == found.tags
    assert len(harmless.text) == len(found.text)
