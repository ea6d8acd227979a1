"""Files that cannot be read raise FactsError, whatever they hold; nothing else ever does."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankang_rules.errors import FactsError
from ankang_rules.facts import read, read_text
from ankang_rules.model.outcome import Known

SLOW = settings(max_examples=60, deadline=None)


def refused(read_it, *args, **options):
    with pytest.raises(FactsError) as raised:
        read_it(*args, **options)
    return [d.code for d in raised.value.diagnostics]


def test_file(core, tmp_path):
    """A file is read by its path, as a text or a path."""
    file = tmp_path / "facts.yaml"
    file.write_text("基金总量: 5 万元\n", "utf-8")
    assert Known(Fraction(50_000)) == read(file, core)["fund"]
    assert Known(Fraction(50_000)) == read(str(file), core)["fund"]


def test_no_file(core, tmp_path):
    """A missing file, a folder and an unknown format are refused, even leniently."""
    (tmp_path / "folder.yaml").mkdir()
    for name in ("missing.yaml", "folder.yaml", "facts.docx", "nul\0.yaml"):
        assert ["F507"] == refused(read, tmp_path / name, core, strict=False)


def test_no_source(core):
    """What is neither a mapping nor a path is refused."""
    assert ["F512"] == refused(read, 5, core)
    assert ["F512"] == refused(read, None, core)


@pytest.mark.parametrize(
    ("content", "code", "underlined"),
    [
        (b"fund: \xff\n", "F507", None),
        ("基金总量: 5".encode("gbk"), "F507", None),
        (b"fund: 1\0\n", "F519", None),
        (b"", "F507", ""),
        (b"# nothing\n", "F507", ""),
        (b"- 1\n- 2\n", "F507", None),
        (b"fund: &a 1\n", "F507", "&"),
        (b"fund: *a\n", "F507", "*"),
        (b"fund: !!python/object:os.system 1\n", "F507", "!"),
        (b"fund: !int 1\n", "F507", "!"),
        (b"fund: 1\n---\nfund: 2\n", "F507", None),
        (b"fund: 'x\n", "F507", "'"),
        (b"fund: [1, 2\n", "F507", "["),
        (b"[a]: 1\n", "F507", None),
        ("fund：1".encode(), "F507", "fund：1"),
    ],
)
def test_unreadable_yaml(core, content, code, underlined):
    """YAML that cannot be read, or holds what facts do not need, is refused where it goes wrong."""
    with pytest.raises(FactsError) as raised:
        read_text(content, "facts.yaml", core, strict=False)
    (found,) = raised.value.diagnostics
    assert code == found.code
    assert found.span is not None
    if underlined:
        assert found.span.text.startswith(underlined)


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"fund": 1,}', "{'fund': 1}", '{"fund": 1} x', "01"])
def test_unreadable_json(from_json, text):
    """JSON that is none, or no object, is refused."""
    assert ["F507"] == refused(from_json, text)


@pytest.mark.parametrize("name", ["facts.yaml", "facts.json"])
def test_deep_nesting(core, name):
    """Ten thousand brackets are refused, not a stack overflow."""
    text = '{"fund": ' + "[" * 10_000 + "]" * 10_000 + "}"
    assert ["F517"] == refused(read_text, text, name, core, strict=False)


def test_deep_nesting_in_python(from_python):
    """A list inside itself ten thousand times, or without end, is invalid."""
    deep: list[object] = []
    for _ in range(10_000):
        deep = [deep]
    endless: list[object] = []
    endless.append(endless)
    for value in (deep, endless):
        assert ["F502"] == [f.code for f in from_python(fund=value).warnings]


def test_objects_in_python(from_python):
    """An object that no fact can be is invalid."""
    assert ["F502"] == [f.code for f in from_python(fund=object()).warnings]
    assert ["F501"] == [f.code for f in from_python({7: 1}).warnings]


decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)
scalars = st.one_of(
    st.integers(-(10**30), 10**30),
    st.booleans(),
    st.none(),
    st.sampled_from(["50 万元", "98%", "none", "财务", "2014-10-31", "是", "3 人", "017", "x y"]),
)
# No text among them: YAML takes a bare number for one, JSON and Python do not.
names = st.sampled_from(["fund", "基金总量", "insured", "rate", "posted", "covered", "enrolments", "nobody"])
values = st.one_of(
    scalars, st.lists(scalars, max_size=3), st.fixed_dictionaries({"value": scalars, "by": st.just("稽核股")})
)


@SLOW
@given(st.dictionaries(names, values, max_size=5))
def test_formats_agree(from_yaml, from_json, from_python, facts):
    """The same facts in YAML, in JSON and in Python read equal."""
    text = json.dumps(facts, ensure_ascii=False)
    in_json = from_json(text)
    in_yaml = from_yaml(text)
    in_python = from_python(facts)
    assert in_json.values == in_yaml.values
    assert [f.code for f in in_json.warnings] == [f.code for f in in_yaml.warnings]
    assert {k: v.outcome for k, v in in_json.values.items()} == {k: v.outcome for k, v in in_python.values.items()}
    assert [f.code for f in in_json.warnings] == [f.code for f in in_python.warnings]


yaml_like = st.text(st.sampled_from("fund基金:：[]{},-&*!|>'\"#%@`\\\n\t 01.9e_?~\0\ufeff\u2028"), max_size=60)


@SLOW
@given(st.one_of(st.text(), st.binary(), yaml_like), st.sampled_from(["", "fund: ", "facts:\n  "]))
def test_anything_may_be_handed_in(from_yaml, from_json, content, before):
    """Text and bytes of any kind are read, or raise FactsError."""
    text = before + content if isinstance(content, str) else before.encode() + content
    for read_it in (from_yaml, from_json):
        with suppress(FactsError):
            assert all(f.text.zh and f.text.en for f in read_it(text).warnings)


@SLOW
@given(decimals)
def test_decimals_are_exact(from_yaml, from_json, from_python, number: Decimal):
    """Any decimal text reads back as the number it spells, from every format."""
    text, expected = f"{number:f}", Known(Fraction(number))
    assert expected == from_yaml(f"score: {text}")["score"]
    assert expected == from_json(f'{{"score": {text}}}')["score"]
    assert expected == from_python(score=text)["score"]
    assert expected == from_python(score=number)["score"]
