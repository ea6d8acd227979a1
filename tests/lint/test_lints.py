"""Every lint: its examples, its page, and the file that breaks them all."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ankang_rules.check.load import check_text, load
from ankang_rules.diagnostics import LINTS
from ankang_rules.lint import pages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.rules import ALL
from ankang_rules.lint.run import lint
from ankang_rules.testing.documents import said

FOLDER = Path(__file__).parent
DOCS = FOLDER.parents[1] / "docs"
EVERY_LINT = [pytest.param(one, id=one.name) for one in ALL]

# What the packaged rulesets show, by lint, with the reason why it stays. A number that grows has to be answered for.
SHIPPED: dict[tuple[str, str], tuple[int, str]] = {}


def found(rules: str) -> list[str]:
    """The codes of what is found in *rules*, which check without a word."""
    checked = check_text(rules, "pool.rules")
    assert () == checked.diagnostics
    return [finding.code for finding in lint(checked)]


def test_the_register_lists_every_file_in_the_order_of_codes() -> None:
    folder = Path(pages.__file__).parent / "rules"
    files = {file.stem.replace("_", "-") for file in folder.glob("*.py")} - {"--init--"}
    assert files == {one.name for one in ALL}
    assert list(LINTS) == [one.code for one in ALL]
    assert {"warning"} == {code.severity for code in LINTS.values()}


@pytest.mark.parametrize("one", EVERY_LINT)
def test_the_bad_example_trips_this_lint_and_no_other(one: type[Lint]) -> None:
    assert {one.code} == set(found(pages.example(one, "Avoid")))


@pytest.mark.parametrize("one", EVERY_LINT)
def test_the_good_example_trips_none(one: type[Lint]) -> None:
    assert [] == found(pages.example(one, "Prefer"))


@pytest.mark.parametrize("one", EVERY_LINT)
def test_a_page_has_the_headings_of_all_and_is_current(one: type[Lint]) -> None:
    assert list(pages.HEADINGS) == list(pages.sections(one))
    assert pages.page(one) == (DOCS / "lints" / f"{one.name}.md").read_text(encoding="utf-8")


def test_the_list_of_pages_is_current_and_complete() -> None:
    assert pages.index() == (DOCS / "lints" / "index.md").read_text(encoding="utf-8")
    files = {file.stem for file in (DOCS / "lints").glob("*.md")}
    assert files == {"index", *(one.name for one in ALL)}
    nav = re.findall(r"lints/([\w-]+)\.md", (DOCS / "mkdocs.yml").read_text(encoding="utf-8"))
    assert nav == ["index", *(one.name for one in ALL)]


def test_a_file_that_breaks_every_lint_trips_every_lint() -> None:
    checked = check_text((FOLDER / "every.rules").read_text(encoding="utf-8"), "every.rules")
    assert () == checked.diagnostics
    assert set(LINTS) == {finding.code for finding in lint(checked)}


def test_every_lint_is_told_at_the_line_that_says_so() -> None:
    """A comment at the end of a line of `every.rules` names what is found there."""
    source = (FOLDER / "every.rules").read_text(encoding="utf-8")
    names = {one.name: one.code for one in ALL}
    told = {(number, names[word]) for number, line in enumerate(source.splitlines(), 1) for word in _told(line, names)}
    here = {(finding.span.line, finding.code) for finding in lint(check_text(source, "every.rules")) if finding.span}
    assert set() == told - here
    assert len(ALL) - 3 == len(told)  # unused-member is found where the member stands, the allows in their comments


def _told(line: str, names: dict[str, str]) -> list[str]:
    comment = line.partition("   # ")[2]
    return [comment] if comment in names else []


@pytest.mark.parametrize("name", ["common", "county", "town", "village", "programme"])
def test_what_the_packaged_rulesets_show_is_known(name: str) -> None:
    counted = Counter(finding.code for finding in lint(load(f"ankang.{name}")))
    known = {code: number for (ruleset, code), (number, reason) in SHIPPED.items() if ruleset == name and reason}
    assert known == counted


# What is said, and where


def test_each_finding_is_a_sentence_with_a_place_and_a_next_step() -> None:
    findings = lint(check_text((FOLDER / "every.rules").read_text(encoding="utf-8"), "every.rules"))
    for finding in findings:
        assert finding.span is not None
        for lang in ("zh", "en"):
            assert getattr(finding.text, lang)
            assert getattr(finding.help, lang)
        assert not finding.text("en").endswith(".")
        assert finding.text("en")[0] == finding.text("en")[0].lower()


def test_what_is_underlined() -> None:
    findings = lint(check_text((FOLDER / "every.rules").read_text(encoding="utf-8"), "every.rules"))
    first = {finding.code: said(finding, "en").splitlines()[1] for finding in reversed(findings)}
    assert {
        "L701": "  at: uncited",
        "L702": "  at: benches",
        "L703": "  at: fewest",
        "L704": "  at: rate",
        "L705": "  at: hours",
        "L706": "  at: swimmers ≥ 0 人 or open",
        "L707": "  at: swimmers > 500 人 and swimmers < 300 人",
        "L708": "  at: 200 人",
        "L709": "  at: instructed ≥ 98% of swimmers",
        "L710": "  at: open or not open",
        "L711": "  at: copied",
        "L712": "  at: lifeguards ≤ 1 人",
        "L713": "  at: swimmers < 10 人",
        "L714": '  at: "受训泳客"',
        "L715": '  at: "存款占比50%"',
        "L716": "  at: points 5",
        "L717": "  at: 2016-03-31",
        "L718": "  at: 50",
        "L719": "  at: phase-1 costs",
        "L720": "  at: # allow: rule-without-clause",
        "L721": "  at: # allow: rule-without-clause it has a clause",
    } == first


def record() -> None:
    folder = DOCS / "lints"
    for one in ALL:
        (folder / f"{one.name}.md").write_text(pages.page(one), encoding="utf-8")
    (folder / "index.md").write_text(pages.index(), encoding="utf-8")


if __name__ == "__main__":
    record()
