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


def test_invisible_characters_are_spelled_out(tmp_path) -> None:
    """Otherwise a text could look like another one."""
    found = page("\u202egnp.exe\u2066", tmp_path)
    assert "\\u202egnp.exe\\u2066" in "".join(found.text)
    assert not {"\u202e", "\u2066"} & set("".join(found.text))


# What a browser, and a reader who hears the page, rely on


@pytest.fixture(scope="module", params=["zh", "en"])
def city(request, tmp_path_factory) -> Page:
    return page("TEXT", tmp_path_factory.mktemp("city"), request.param)


def test_the_page_says_its_language(city: Page) -> None:
    assert ("lang", "zh-CN") in city.values or ("lang", "en") in city.values


def test_nothing_is_fetched_and_nothing_runs(city: Page) -> None:
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in city.tags}
    assert not {"src", "srcset", "style", "action"} & {name for name, _ in city.values}
    assert not [name for name, _ in city.values if name.startswith("on")]
    assert all(value.startswith("#") for name, value in city.values if name == "href")


def test_every_link_leads_somewhere_and_to_one_place(city: Page) -> None:
    places = [value for name, value in city.values if name == "id"]
    assert sorted(set(places)) == sorted(places)
    assert {value[1:] for name, value in city.values if name == "href"} <= set(places)


def test_no_heading_is_left_out(city: Page) -> None:
    levels = [int(tag[1]) for tag, _ in city.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def test_every_heading_of_a_table_says_what_it_heads(city: Page) -> None:
    heads = [attributes for tag, attributes in city.tags if tag == "th"]
    assert heads
    assert all("scope" in attributes for attributes in heads)
