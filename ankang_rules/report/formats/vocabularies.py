"""The four statuses in the words of other formats for results of checks; the reasons are on the page on statuses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from attrs import frozen

from ankang_rules.model.status import Status

Vocabulary = Literal["xccdf", "earl", "oscal"]


@frozen
class Words:
    """A format: its *title*, where its words are *defined*, and its word for each status."""

    title: str
    defined: str
    words: Mapping[Status, str]


VOCABULARIES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "xccdf": Words(
            "XCCDF 1.2, `rule-result/result`",
            "https://csrc.nist.gov/pubs/ir/7275/r4/upd1/final",
            MappingProxyType(
                {
                    Status.PASS: "pass",
                    Status.FAIL: "fail",
                    Status.UNKNOWN: "unknown",
                    Status.NOT_APPLICABLE: "notapplicable",
                }
            ),
        ),
        "earl": Words(
            "EARL 1.0, `earl:outcome`",
            "https://www.w3.org/TR/EARL10-Schema/",
            MappingProxyType(
                {
                    Status.PASS: "earl:passed",
                    Status.FAIL: "earl:failed",
                    Status.UNKNOWN: "earl:cantTell",
                    Status.NOT_APPLICABLE: "earl:inapplicable",
                }
            ),
        ),
        "oscal": Words(
            "OSCAL 1.1 assessment results, `finding/target`",
            "https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/json-reference/",
            MappingProxyType(
                {
                    Status.PASS: "status.state satisfied, status.reason pass",
                    Status.FAIL: "status.state not-satisfied, status.reason fail",
                    Status.UNKNOWN: "status.state not-satisfied, status.reason other",
                    Status.NOT_APPLICABLE: "implementation-status.state not-applicable",
                }
            ),
        ),
    }
)


def word_for(status: Status, vocabulary: Vocabulary) -> str:
    """Return what *status* is called in another vocabulary.

    >>> word_for(Status.UNKNOWN, "earl")
    'earl:cantTell'
    """
    return VOCABULARIES[vocabulary].words[status]
