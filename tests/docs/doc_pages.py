"""A page of the documentation, played: every block of it is run, and what it says comes out does come out.

What a block is, is told by the word behind its fence, and by its title:

- ``rules``: a whole file, or a fragment that is read as though ``ruleset t.t tier t`` stood before it. Rules with the
  title `before each example` stand before every fragment that follows on the page.
- ``yaml``: facts for the rules above.
- ``text``: what comes out of the rules and the facts above, in the language of the page (or in the one that a title
  `中文` or `English` names): the findings, else the explanation, of a fragment without its first two lines and without
  what is said of levels below. On a page under ``diagnostics/`` the findings, warnings too.
- ``rules``, ``yaml``, ``json`` or ``csv`` with a file name as title: a file in the folder in which commands run, or in
  a folder below it. A title with `added` (加) puts the text at the end of the file; one with `changed` (改) puts each
  paragraph in the place of the paragraph that begins with the same line.
- ``console``: commands after ``$``, each followed by what it prints; ``> FILE`` puts that into a file.
- ``python``: examples after ``>>>``, else statements; a page is one session.
- ``sh`` and blocks without a word are not run.

Tables whose headings are all in backticks are played too: see ``doc_tables``. Between ``<!-- generated: NAME -->`` and
``<!-- end -->`` stands what ``doc_generated`` makes. Rules that no ``text`` follows are free of findings, and
their examples come out as they say.
"""

import doctest
import io
import re
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import doc_generated
import doc_tables
from click.testing import CliRunner

import ankang_rules
from ankang_rules.check.load import check_text
from ankang_rules.cli.app import app
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Language
from ankang_rules.testing.documents import as_file, judged, said
from ankang_rules.testing.run_example import run

DOCS = Path(__file__).resolve().parents[2] / "docs"
_PIECE = re.compile(
    r"""^(?P<fence>`{3,})(?P<kind>\w*)[ ]*(?:title="(?P<title>[^"]*)")?[^\n]*\n(?P<text>.*?)^(?P=fence)$
      | ^<!--[ ]generated:[ ](?P<generated>[\w-]+)[ ]-->\n(?P<made>.*?)^<!--[ ]end[ ]-->$
      | ^(?P<table>\|[^\n]*\n(?:\|[^\n]*\n)+)""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_FILE = re.compile(r"(?:[\w-]+/)*[\w.-]+\.(?:rules|yaml|json|csv)")
_EXAMPLE = re.compile(r"(?P<source>>>> .*\n(?:\.\.\.(?: .*)?\n)*)(?P<want>(?:(?!>>> ).*\n)*)")
_LEVEL = re.compile(r"\S[^:：]*(?:: \d+ listed|：列出 ?\d+ 个).*")
_PROMPT = re.compile(r"^(?:>>>|\.\.\.) ?", re.MULTILINE)
_NOT_RUN = ("", "sh")
_LONGEST = 110


@dataclass(frozen=True)
class Piece:
    """A block, a table or a generated part: its *text* stands in the page from *start* to *end*."""

    kind: str
    title: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Played:
    """A piece whose text is an outcome, and the outcome it has now."""

    piece: Piece
    outcome: str


@cache
def pages() -> tuple[Path, ...]:
    """All pages, but those that tell what was: decisions and changes."""
    found = sorted(DOCS.rglob("*.md"))
    return tuple(page for page in found if page.relative_to(DOCS).parts[0] not in ("decisions", "changes"))


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def pieces(text: str) -> Iterator[Piece]:
    for found in _PIECE.finditer(text):
        if found["generated"]:
            yield Piece("generated", found["generated"], found["made"], *found.span("made"))
        elif found["table"]:
            yield Piece("table", "", found["table"], *found.span("table"))
        else:
            yield Piece(found["kind"], found["title"] or "", found["text"], *found.span("text"))


def language(page: Path) -> Language:
    return "zh" if "zh" in page.relative_to(DOCS).parts else "en"


class Player:
    """Plays the pieces of one page in order, in *folder*."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.lang = language(page)
        self.findings_only = page.parent.name == "diagnostics"
        self.before = self.rules = ""
        self.facts: str | None = None
        self.names: dict[str, object] = {"ankang_rules": ankang_rules, "__name__": "page"}
        self.raised: tuple[Diagnostic, ...] | None = None
        self.status = 0

    def play(self, text: str) -> Iterator[Played]:
        """Yield every outcome of *text*, the source of the page."""
        found = list(pieces(text))
        with chdir(self.folder):
            for piece, following in zip(found, [*found[1:], None], strict=True):
                outcome = None if piece.kind in _NOT_RUN else _METHODS[piece.kind](self, piece)
                if outcome is not None:
                    yield Played(piece, outcome)
                if piece.kind in ("rules", "yaml") and not _FILE.match(piece.title):
                    self._quiet(piece, following)

    def _quiet(self, piece: Piece, following: Piece | None) -> None:
        """Rules and facts that no outcome follows say nothing."""
        if following is None or following.kind not in ("text", "yaml"):
            found = self.findings()
            assert not found, f"{name_of(self.page)}:\n{piece.text}\n{_lines(found, 'en')}"
            core = check_text(as_file(self.rules), "t.rules", self.folder).core
            wrong = [example.title for example in core.examples if not run(core, example).holds] if core else []
            assert not wrong, f"{name_of(self.page)}: {wrong}"

    def _rules(self, piece: Piece) -> None:
        if self._file(piece):
            return
        if piece.title.startswith("before each example"):
            self.before, self.rules = piece.text, piece.text
        else:
            assert not piece.title, f"no file, and nothing that stands before each example: {piece.title}"
            whole = as_file(piece.text) == piece.text
            self.rules = piece.text if whole else f"{self.before}{piece.text}"
        self.facts, self.raised = None, None

    def _yaml(self, piece: Piece) -> None:
        if not self._file(piece):
            self.facts, self.raised = piece.text, None

    def _csv(self, piece: Piece) -> None:
        assert self._file(piece), "a table is a file"

    def _file(self, piece: Piece) -> bool:
        """Write the file that the title names; return whether it names one."""
        name = _FILE.match(piece.title)
        if not name:
            return False
        file = self.folder / name[0]
        if re.search("added|加", piece.title):
            text = f"{file.read_text(encoding='utf-8')}\n{piece.text}"
        elif re.search("changed|改", piece.title):
            text = _changed(file.read_text(encoding="utf-8"), piece.text)
        else:
            text = piece.text
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return True

    # What comes out

    def findings(self) -> tuple[Diagnostic, ...]:
        return self.raised if self.raised is not None else judged(self.rules, self.facts, self.folder)[0]

    def _text(self, piece: Piece) -> str:
        lang: Language = {"中文": "zh", "English": "en"}.get(piece.title, self.lang)  # type: ignore[assignment]
        found, report = (self.raised, None) if self.raised else judged(self.rules, self.facts, self.folder)
        if self.facts is not None:
            assert not judged(self.rules, None, self.folder)[0], f"facts for rules with findings:\n{self.rules}"
        if report is None or (self.findings_only and found):
            return _lines(found or (), lang)
        lines = report.explain(lang).splitlines()
        return _joined(lines if as_file(self.rules) == self.rules else _without_levels(_without_head(lines)))

    def _console(self, piece: Piece) -> str:
        shown = []
        for command in re.findall(r"^\$ (.*)$", piece.text, re.MULTILINE):
            shown += [f"$ {command}", *self._run(command).splitlines()]
        return _joined(shown)

    def _run(self, command: str) -> str:
        command, redirected, file = command.partition(" > ")
        if redirected:
            (self.folder / file).write_text(self._run(command), encoding="utf-8")
            return ""
        if command == "echo $?":
            return str(self.status)
        name, *arguments = command.split()
        assert name == "ankang-rules", command
        locale = {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}[self.lang]
        done = CliRunner().invoke(
            app, arguments, env={"LC_ALL": locale, "NO_COLOR": "1", "COLUMNS": "80"}, prog_name="ankang-rules"
        )
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        self.status = done.exit_code
        return done.output

    def _python(self, piece: Piece) -> str | None:
        if ">>>" in piece.text:
            examples = _EXAMPLE.finditer(piece.text)
            return "".join(e["source"] + self._example(_PROMPT.sub("", e["source"]), e["want"]) for e in examples)
        self.raised = None
        try:
            exec(compile(piece.text, str(self.page), "exec"), self.names)
        except ankang_rules.AnkangRulesError as error:
            self.raised = error.diagnostics
        return None

    def _example(self, source: str, want: str) -> str:
        """An example after ``>>>`` with what it prints now; what was written stays where it means the same."""
        printed = io.StringIO()
        with redirect_stdout(printed):
            try:
                exec(compile(source, "<example>", "single"), self.names)
            except Exception as error:
                printed.write(f"Traceback (most recent call last):\n  ...\n{_raised(error)}\n")
        got = _joined(printed.getvalue().splitlines())
        return want if doctest.OutputChecker().check_output(want, got, doctest.ELLIPSIS) else got

    def _table(self, piece: Piece) -> str | None:
        return doc_tables.played(piece.text, self.rules, self.lang, self.folder)

    def _generated(self, piece: Piece) -> str:
        return doc_generated.PARTS[piece.title]()


_METHODS: dict[str, Callable[[Player, Piece], str | None]] = {
    "rules": Player._rules,
    "yaml": Player._yaml,
    "json": Player._yaml,
    "csv": Player._csv,
    "text": Player._text,
    "console": Player._console,
    "python": Player._python,
    "table": Player._table,
    "generated": Player._generated,
}


def _changed(text: str, changes: str) -> str:
    """Put each paragraph of *changes* in the place of the paragraph of *text* that begins with the same line."""
    paragraphs = text.strip("\n").split("\n\n")
    for change in changes.strip("\n").split("\n\n"):
        first = change.partition("\n")[0]
        places = [i for i, paragraph in enumerate(paragraphs) if paragraph.partition("\n")[0] == first]
        assert len(places) == 1, f"{len(places)} paragraphs begin with {first}"
        paragraphs[places[0]] = change
    return "\n\n".join(paragraphs) + "\n"


def _raised(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}: {error}".replace("builtins.", "")


def _lines(found: tuple[Diagnostic, ...], lang: Language) -> str:
    lines = [line for diagnostic in found for line in said(diagnostic, lang).splitlines()]
    return _joined([line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines])


def _without_head(lines: list[str]) -> list[str]:
    """Leave out which ruleset it is and how many rules it has."""
    return lines[3:] if len(lines) > 2 and not lines[2] else lines[2:]


def _without_levels(lines: list[str]) -> list[str]:
    """Leave out what is said of the levels below, after the rules."""
    first = next((at for at, line in enumerate(lines) if _LEVEL.fullmatch(line)), len(lines) + 1)
    return lines[: first - 1]


def _joined(lines: list[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)
