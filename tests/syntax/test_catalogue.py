"""The catalogue of syntax mistakes holds: each entry is reached by its own examples, and says what a reader needs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from string import Template

import pytest

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import LANGUAGES, Bilingual, Source, Span
from ankang_rules.syntax import mistakes, spoken
from ankang_rules.syntax.catalogue import CATALOGUE, Mistake
from ankang_rules.syntax.elsewhere import NOTATIONS
from ankang_rules.syntax.lexer import tokenize
from ankang_rules.syntax.mistakes import Entry, table
from ankang_rules.syntax.parser import parse

EXAMPLES = [(mistake, example) for mistake in CATALOGUE for example in mistake.examples]


def findings(text: str) -> tuple[Diagnostic, ...]:
    return parse(Source("t.rules", text)).diagnostics


def unmarked(example: str) -> str:
    return example.removesuffix("…").replace("«", "").replace("»", "")


def marked(example: str) -> str | None:
    return example.partition("«")[2].partition("»")[0] or None


def says(mistake: Mistake, finding: Diagnostic) -> bool:
    """Whether *finding* is the sentence of *mistake*, with whatever stands for the parts it quotes."""
    parts = Template(mistake.text.en or "").safe_substitute(this="\0", before="\0").split("\0")
    return re.fullmatch(".*".join(map(re.escape, parts)), finding.text.en or "") is not None


@pytest.mark.parametrize(("mistake", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_an_example_gets_its_own_sentence(mistake: Mistake, example: str) -> None:
    """One finding, with the sentence of the entry, under the marked text."""
    (finding,) = findings(unmarked(example))
    assert says(mistake, finding), finding.text.en
    assert finding.span
    assert marked(example) in (None, finding.span.text)


def test_no_two_entries_claim_one_place_differently() -> None:
    claims: dict[object, set[int]] = defaultdict(set)
    examples: dict[object, list[str]] = defaultdict(list)
    for key, entries in table().items():
        for entry in entries:
            place = (key, entry.offset, entry.clues)
            claims[place].add(id(entry.mistake))
            examples[place].append(entry.example)
    assert [] == [examples[place] for place, mistakes_ in claims.items() if len(mistakes_) > 1]


def test_no_example_stands_there_twice() -> None:
    examples = [example for _, example in EXAMPLES]
    assert [] == sorted({example for example in examples if examples.count(example) > 1})


def test_an_example_that_is_no_mistake_is_refused() -> None:
    """Where the language learns to read one of its examples, the catalogue says so."""
    mistake = Mistake(("rule r must x",), Bilingual(zh="甲", en="a"), Bilingual(zh="乙", en="b"), None)
    with pytest.raises(mistakes.NotBroken, match="rule r must x"):
        mistakes._looked_up(mistake, mistake.examples[0])


WITH_FIX = [(m, e) for m, e in EXAMPLES if m.fix is not None and marked(e) is not None]


@pytest.mark.parametrize(("mistake", "example"), WITH_FIX, ids=[example for _, example in WITH_FIX])
def test_a_fix_mends_its_mistake(mistake: Mistake, example: str) -> None:
    """With the fix in place of the underlined text, this finding is gone; what else the example lacks may remain."""
    text = unmarked(example)
    (before,) = findings(text)
    assert before.span is not None
    assert before.fix is not None
    mended = text[: before.span.start] + before.fix + text[before.span.end :]
    assert not any((d.text, d.span and d.span.start) == (before.text, before.span.start) for d in findings(mended)), (
        mended
    )


def sentences() -> Iterator[tuple[str, Bilingual]]:
    for mistake in CATALOGUE:
        yield mistake.examples[0], mistake.text
        yield mistake.examples[0], mistake.help
    for notation in NOTATIONS:
        yield notation.name, notation.text
        yield notation.name, notation.help
    for phrase in spoken.SPOKEN:
        if not phrase.written:
            yield phrase.phrases[0], phrase.help


@pytest.mark.parametrize(("where", "sentence"), list(sentences()))
def test_sentences_keep_to_the_house_style(where: str, sentence: Bilingual) -> None:
    """Both languages, one line, no full stop at the end, backticks in pairs; English begins in lower case."""
    for lang in LANGUAGES:
        text = getattr(sentence, lang)
        assert text, where
        assert "\n" not in text
        assert text[-1] not in ".。"
        assert text.count("`") % 2 == 0
    assert (sentence.en or "X")[0] in "`$" or (sentence.en or "X")[0].islower()
    assert any("\u4e00" <= char <= "\u9fff" for char in sentence.zh or "")


def test_a_file_without_mistakes_does_not_pay_for_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> dict[mistakes.Key, list[Entry]]:
        raise AssertionError("the table was made")

    monkeypatch.setattr(mistakes, "table", never)
    assert () == findings("ruleset a.b tier c\nindicator x : date\nrule r must x is recorded")
    with pytest.raises(AssertionError, match="the table was made"):
        findings("rule r must x and")


def test_the_table_is_made_once() -> None:
    assert table() is table()


# Words of ordinary speech

PHRASES = [(entry, phrase) for entry in spoken.SPOKEN for phrase in entry.phrases]


@pytest.mark.parametrize(("entry", "phrase"), PHRASES, ids=[phrase for _, phrase in PHRASES])
def test_a_phrase_between_names_is_found(entry: spoken.Spoken, phrase: str) -> None:
    """A name nobody declared that begins with a known one gets the phrase inside it explained."""
    text = Source("t.rules", f"fund {phrase} deposits")
    found = spoken.inside(Span(text, 0, len(text.text)), {"fund", "deposits"}.__contains__)
    assert found
    assert found.span
    assert phrase == found.span.text
    assert bool(entry.written) == (found.fix is not None)
    assert found.help.zh
    assert found.help.en


COMPARES = [(e, p) for e, p in PHRASES if e.written in {"<", ">", "≤", "≥", "=", "≠"}]


@pytest.mark.parametrize(("entry", "phrase"), COMPARES, ids=[phrase for _, phrase in COMPARES])
def test_a_phrase_before_a_value_is_found(entry: spoken.Spoken, phrase: str) -> None:
    """`fund exceeds 3` breaks in the grammar, to which `fund exceeds` is a name; the phrase is what is underlined."""
    for value in ("3", "3 元", "50%", "2013-05-20", "(x)"):
        (found,) = findings(f"rule r must fund {phrase} {value}")
        assert found.span
        assert (phrase, entry.written) == (found.span.text, found.fix)


def test_no_phrase_means_two_things() -> None:
    phrases = [phrase for _, phrase in PHRASES]
    assert [] == sorted({phrase for phrase in phrases if phrases.count(phrase) > 1})


@pytest.mark.parametrize("written", sorted({entry.written for entry in spoken.SPOKEN if entry.written}))
def test_what_is_written_here_is_in_the_language(written: str) -> None:
    assert "NAME" not in [token.type for token in tokenize(Source("", written)).tokens]


WORDS = [(word, keyword) for keyword, words in spoken._DECLARATIONS.items() for word in words.split("|")]


@pytest.mark.parametrize(("word", "keyword"), WORDS, ids=[word for word, _ in WORDS])
def test_a_line_that_begins_with_another_word_for_a_declaration(word: str, keyword: str) -> None:
    found = findings(f'indicator x : yes/no zh "y"\n{word} z : must x = 3')
    assert f"no declaration begins with `{word}`" == found[0].text.en
    assert f"write `{keyword}`" == found[0].help.en
    assert 1 == len(found)


# Notations from elsewhere

ELSEWHERE = [
    ("'文字'", '"文字"'),
    ("‘it’", '"it"'),
    ('「a"b」', '"a\\"b"'),
    ("『文』", '"文"'),
    ("”文”", '"文"'),
    ('“文"', '"文"'),
    ("// note", "# note"),
    ("/* one\n   two */", "# one\n# two"),
    ("/* never closed", "# never closed"),
    ("2013/05/20", "2013-05-20"),
    ("2013/5/2", "2013-05-02"),
    ("2013.5.20", "2013-05-20"),
    ("20.5.2013", "2013-05-20"),
    ("20-05-2013", "2013-05-20"),
    ("05/20/2013", "2013-05-20"),
    ("05/05/2013", "2013-05-05"),
    ("05/06/2013", None),
    ("2013年5月", None),
    ("5月20日", None),
    ("1,000", "1_000"),
    ("12，345，678", "12_345_678"),
    ("1e6", "1_000_000"),
    ("1.5e3", "1_500"),
    ("25E-3", "0.025"),
    ("1e400", None),
    ("1e99999999999", None),
    ("1.5.2", None),
    (".5", "0.5"),
    ("5.", "5"),
    ("50 percent", "50%"),
    ("12.5 per cent", "12.5%"),
    ("百分之五十", "50%"),
    ("百分之十", "10%"),
    ("百分之九十八", "98%"),
    ("百分之五", "5%"),
    ("百分之百", "100%"),
    ("百分之12.5", "12.5%"),
    ("百分之一百二十", None),
    ("￥100", "100 元"),
    ("¥ 1,000.5", "1_000.5 元"),
    ("$100", None),
    ("€3", None),
]


@pytest.mark.parametrize(("written", "right"), ELSEWHERE, ids=[written for written, _ in ELSEWHERE])
def test_a_notation_from_elsewhere_is_refused_and_read_as_meant(written: str, right: str | None) -> None:
    """One finding under the whole of it, with what is written here where that can be told; nothing else is broken."""
    found = findings(
        f"rule r must x ≥ 3\n  {written}" if "*" in written or "//" in written else f"define x = {written}\n"
    )
    (finding,) = found
    assert ("R115", right) == (finding.code, finding.fix)
    assert finding.span
    assert written == finding.span.text


def test_two_dashes_begin_a_line_of_comment() -> None:
    (finding,) = findings("-- note\nrule r must x")
    assert ("R115", "# note") == (finding.code, finding.fix)


@pytest.mark.parametrize(
    "text",
    [
        "x is one of {1,200,300}",  # three numbers
        "highest of [1,000; 2] > 3",
        "x ≥ 2013 / 5 / 20",
        "x ≥ 3 / 4",
        "x ≥ 3/4",
        "x ≥ 1_000",
        "x == “1,000”",
        "x == \"2013/05/20 // 'a' $3\"",
        "x ≥ 3 # 1,000 // 2013/05/20 'a'",
        "`1,000` > 3",
        "50% of x ≥ 3 and x ≥ 2013年5月20日",
        "sum of x.y ≥ 3",
        "x ≥ - -3",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert () == findings(f"rule r must {text}")
