"""A report in a notebook: everything from the author and from the facts is escaped, and nothing is fetched."""

from html.parser import HTMLParser

import ankang_rules

RULES = """\
ruleset demo en "<script>alert(1)</script>" tier county
indicator a : yes/no en "<b>bold</b> & 'quoted'"
indicator b : text
rule first en "a <i>rule</i>" clause "1<2" must a fix en "<img src=x onerror=alert(2)>"
rule second must b = "x"
"""


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.open.append(tag)
        assert {name for name, _ in attrs} <= {"style"}

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def test_only_tags_of_ours_and_all_of_the_argument() -> None:
    facts = {"unit": "<u>x</u>", "facts": {"a": False, "b": "</pre><script>"}}
    report = ankang_rules.parse(RULES).evaluate(facts)
    tags = Tags()
    tags.feed(report._repr_html_())
    assert {"div", "p", "strong", "table", "tr", "td", "details", "summary", "pre"} == tags.found
    assert [] == tags.open
    for rule in report.rules:
        assert report.explain("en", rule=rule.id) in tags.text
    assert "</pre><script>" in tags.text
