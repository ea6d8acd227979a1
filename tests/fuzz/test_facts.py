"""Facts of any bytes, any characters and any objects, and facts that were almost right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import NONE
from ankang_rules.facts.read import given_from_text

RULES = """
ruleset t tier county
open choices services { outpatient zh "门诊", inpatient zh "住院" }
choices functions { administration zh "行政", finance zh "财务" }
indicator fund : money in 元 zh "基金总量"
indicator insured : count in 人 zh "参保人数"
indicator score : number zh "得分" expected between 0 and 100
indicator rate : share within 100% zh "参保率"
indicator posted : yes/no zh "上墙"
indicator opened : date zh "开通日期"
indicator waiting : duration in days zh "时限"
indicator remark : text zh "备注"
indicator setting : one of functions zh "主管"
indicator covered : set of functions zh "职能"
indicator offered : set of services zh "服务"
indicator enrolments : monthly count in 人 zh "新增"
indicator incidents : list of incident { date : date, amount : money in 元 } zh "事故"
parameter floor = 98%
rule r must fund > 0
"""
DOCUMENT = """\
unit: 汉滨区
tier: county
as of: 2014-11-30
assessment year: 2014
facts:
  fund: 50 万元
  insured: {value: 312_450, source: "台账", on: 2014-10-31, by: 稽核股}
  rate: 98.5%
  posted: 是
  opened: none
  remark: |
    一行
    又一行
  covered: [administration, 财务]
  offered:
    - 门诊
    - other
  enrolments: {2014-01: 120, 2月: null, 3: 130}
  incidents:
  - {date: 2014-05-20, amount: 3}
  - date: 无
    amount: 1e3 # so far
children: {}
"""
JSON = json.dumps(
    {"unit": "汉滨区", "facts": {"fund": 0.1, "rate": "98%", "remark": "\U0001f600", "covered": ["行政"], "score": 1e3}}
)
NAMES = (
    "fund",
    "insured",
    "rate",
    "posted",
    "opened",
    "remark",
    "setting",
    "covered",
    "enrolments",
    "incidents",
    "facts",
)
SCRAPS = (
    *("fund", "facts", "value", "---", "...", "万元", "null", "~", "none", "无", "on", "017", "1e400", "9e999999999"),
    *("a", "基金", "𠮷", "：", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", "#", " # c", "<<: ", "12:30:45"),
    *("\n", "\n  ", "\n    ", "\n\n", "\r\n", "\r", "\u2028", "\x85", "\t", " ", "'", '"', "''", "|", "|-", "|2", ">"),
    *("&x ", "*x", "!t ", "!!python/object:os.system ", "%", "%YAML 1.1\n", "@", "`", "\\", "\\n", "\\x41", "\\ud800"),
    *("\\U00110000", "\ufeff", "\ud83d\ude00", "\x00", "1,000", "1_0", "NaN", ".inf", "true", "2014-02-30", "1/0"),
)


@pytest.fixture(scope="module")
def evaluate():
    """The method, and not the ruleset, of which Hypothesis would print pages."""
    return ankang_rules.parse(RULES).evaluate


@pytest.fixture(scope="module")
def read(attempt, evaluate):
    def read_it(text: str | bytes, name: str, strict: bool = False) -> Any:
        return attempt(lambda: evaluate(given_from_text(text, name), as_of="2014-11-30", strict=strict))

    return read_it


names = st.sampled_from(["facts.yaml", "facts.json", "<stdin>"])
seeds = st.sampled_from([DOCUMENT, JSON])


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """Draw a document and spoil it a few times."""
    text = draw(seeds)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 20)))
        match draw(st.sampled_from(("drop", "double", "replace", "splice"))):
            case "drop":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:]
            case "replace":
                text = text[:start] + draw(st.sampled_from(SCRAPS)) + text[end:]
            case "splice":
                other = draw(seeds)
                text = text[:start] + other[draw(st.integers(0, len(other))) :]
    return text


@given(text=spoiled(), name=names, strict=st.booleans())
def test_documents_that_were_almost_right(read, text, name, strict) -> None:
    read(text, name, strict)


@given(
    scraps=st.lists(st.sampled_from(SCRAPS), max_size=14), head=st.sampled_from(["", "fund: ", '{"fund": ']), name=names
)
def test_signs_in_any_order(read, scraps, head, name) -> None:
    read(head + "".join(scraps), name)


@given(content=st.binary(max_size=80) | st.text(max_size=40), name=names)
def test_any_bytes_and_any_characters(read, content, name) -> None:
    read(content, name)


@given(
    flips=st.lists(st.tuples(st.integers(0, len(DOCUMENT.encode()) - 1), st.integers(0, 7)), min_size=1, max_size=4),
    name=names,
)
def test_a_document_with_flipped_bits(read, flips, name) -> None:
    content = bytearray(DOCUMENT.encode())
    for place, bit in flips:
        content[place] ^= 1 << bit
    read(bytes(content), name)


anything = st.recursive(
    st.one_of(
        st.sampled_from((None, NONE, True, object(), b"", 1j, float("nan"), 10**400, "50 万元", "98%", "无", "1e400")),
        *(st.integers(), st.floats(), st.decimals(), st.fractions(), st.text(max_size=8), st.dates(), st.datetimes()),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, min_size=12, max_size=12),
        st.lists(inner, max_size=3).map(iter),
        st.dictionaries(
            st.sampled_from(("value", "source", "on", "date", "amount", "2014-01", 3, "")), inner, max_size=4
        ),
        st.frozensets(st.text(max_size=5), max_size=3),
    ),
    max_leaves=10,
)


@given(
    facts=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5) | st.none(), anything, max_size=5),
    named=st.dictionaries(st.sampled_from(NAMES), anything, max_size=2),
    parameters=st.dictionaries(st.sampled_from(("floor", "flor", "")), anything, max_size=2),
)
def test_any_objects(attempt, evaluate, facts, named, parameters) -> None:
    """Lenient reading refuses no fact but a wrong parameter or a day that is none; what it judges can be argued."""
    report = attempt(evaluate, facts, as_of="2014-11-30", strict=False, parameters=parameters, **named)
    assert report is not None or parameters
    if report is not None:
        json.dumps(report.to_dict())
        assert report.explain("zh")


def test_a_file_of_any_bytes_is_read_like_its_bytes(attempt, evaluate, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_bytes(DOCUMENT.encode()[:-5] + b"\xff\xfe")
    assert attempt(evaluate, file) is None
