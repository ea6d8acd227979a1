"""Rules of any bytes, any characters, and rules that were almost right."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules.syntax.keywords import KEYWORDS

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```rules\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HEAD = "ruleset t.t tier t\n"
SEEDS = [
    HEAD + block
    for document in sorted((ROOT / "tests" / "language").glob("*.md"))
    for block in _BLOCK.findall(document.read_text(encoding="utf-8"))
]
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "rulesets").rglob("*.rules"))]
WORDS = sorted({word for keyword in KEYWORDS for word in (*keyword.en, *keyword.zh)})
SCRAPS = [
    *WORDS,
    *("fund", "基金总量", "x", "r", "`a b`", '"t"', "“t”", '"', "`", "#", "# c\n", "\n", "\r", "\t", " ", "　", ""),
    *("0", "3", "50%", "９８％", "1‰", "499_999", "1,000", "3 元", "50 万元", "3人以上", "2014-02-30", "2014年5月20日"),
    *("9e999999999", "0.1.2", "1__0", "1.", ".5", "'", "$", "@", "\\", "\ufeff", "\u200b", "\u202e", "\x00", "\ud800"),
    *("аbc", "基金且", "fund-", "-fund", "a_b", "..", "...", "==", "=<", "=>", "<>", "&&", "!", "％", "；", "：", "－"),
]


def windows(text: str, most: int = 2_000) -> st.SearchStrategy[str]:
    """Draw a part of *text*, cut anywhere."""
    return st.integers(0, max(0, len(text) - 1)).map(lambda start: HEAD + text[start : start + most])


seeds = st.sampled_from(SEEDS) | st.sampled_from(SHIPPED).flatmap(windows)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """Draw rules and spoil them a few times: parts dropped, doubled, moved, replaced, spliced with others."""
    text = draw(seeds)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        match draw(st.sampled_from(("drop", "double", "move", "replace", "splice", "flip"))):
            case "drop":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:]
            case "move":
                to = draw(st.integers(0, len(text)))
                text = text[:start] + text[end:to] + text[start:end] + text[max(to, end) :]
            case "replace":
                text = text[:start] + draw(st.sampled_from(SCRAPS)) + text[end:]
            case "splice":
                other = draw(seeds)
                text = text[:start] + other[draw(st.integers(0, len(other))) :]
            case "flip" if start < len(text):
                flipped = ord(text[start]) ^ (1 << draw(st.integers(0, 15)))
                text = text[:start] + chr(flipped) + text[start + 1 :]
    return text


def judged(attempt, text):
    """Parse *text*; what loads can be judged and argued as well."""
    ruleset = attempt(ankang_rules.parse, text)
    if ruleset is not None:
        report = attempt(ruleset.evaluate, as_of="2014-11-30", strict=False)
        assert report.explain("zh")
        assert report.explain("en")


@given(text=spoiled())
def test_rules_that_were_almost_right(attempt, text) -> None:
    judged(attempt, text)


@given(scraps=st.lists(st.sampled_from(SCRAPS), max_size=25), gap=st.sampled_from(["", " "]))
def test_words_in_any_order(attempt, scraps, gap) -> None:
    judged(attempt, HEAD + gap.join(scraps))


@given(text=st.text(max_size=60), head=st.sampled_from(["", HEAD, HEAD + "indicator x : count in 人\nrule r must x "]))
def test_any_characters(attempt, text, head) -> None:
    judged(attempt, head + text)


@pytest.fixture(scope="module")
def file():
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "any.rules"


def flipped(text: str) -> st.SearchStrategy[bytes]:
    content = text.encode("utf-8", "surrogatepass")
    places = st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 7)), min_size=1, max_size=5)
    return places.map(lambda flips: _flipped(content, flips))


def _flipped(content: bytes, flips: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for place, bit in flips:
        changed[place] ^= 1 << bit
    return bytes(changed)


@given(content=st.binary(max_size=80) | seeds.flatmap(flipped))
def test_any_bytes_in_a_file(attempt, file, content) -> None:
    file.write_bytes(content)
    attempt(ankang_rules.load, file)
