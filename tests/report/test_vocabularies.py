"""The words of other formats: each is one that the format knows, and the page says the same."""

from pathlib import Path

import pytest

from ankang_rules import Status
from ankang_rules.report.formats.vocabularies import VOCABULARIES, word_for

PAGE = Path(__file__).parents[2] / "docs" / "statuses.md"
# What the formats define, by their schemas.
XCCDF = ["pass", "fail", "error", "unknown", "notapplicable", "notchecked", "notselected", "informational", "fixed"]
EARL = [f"earl:{word}" for word in ["passed", "failed", "cantTell", "inapplicable", "untested"]]
OSCAL = {
    "status.state": {"satisfied", "not-satisfied"},
    "status.reason": {"pass", "fail", "other"},
    "implementation-status.state": {"implemented", "partial", "planned", "alternative", "not-applicable"},
}


@pytest.mark.parametrize("status", Status)
def test_every_word_is_one_of_its_format(status: Status) -> None:
    assert word_for(status, "xccdf") in XCCDF
    assert word_for(status, "earl") in EARL
    for part in word_for(status, "oscal").split(", "):
        name, word = part.split(" ")
        assert word in OSCAL[name]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_statuses_stay_apart(name: str) -> None:
    """Going there loses nothing: no two statuses have one word."""
    assert len(Status) == len(set(VOCABULARIES[name].words.values()))


def test_only_a_pass_looks_like_one() -> None:
    for status in set(Status) - {Status.PASS}:
        words = {word_for(status, "xccdf"), word_for(status, "earl"), *word_for(status, "oscal").split()}
        assert not words & {"pass", "fixed", "earl:passed", "satisfied", "satisfied,"}


def test_the_page_has_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for status in Status:
        cells = [f"`{status.value}`", *(f"`{vocabulary.words[status]}`" for vocabulary in VOCABULARIES.values())]
        assert f"| {' | '.join(cells)} |" in page
    for vocabulary in VOCABULARIES.values():
        assert vocabulary.defined in page
