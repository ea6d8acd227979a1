"""Finding what a file imports: packaged rulesets by dotted name, files beside the importing one by quoted path."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from ankang_rules.check import messages
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lost import Lost, lost_declarations
from ankang_rules.syntax.messages import not_utf_8, unreadable
from ankang_rules.syntax.parser import Parsed, parse


@frozen
class Module:
    """A parsed file; *lost* is what its broken pieces were going to declare."""

    source: Source
    parsed: Parsed
    folder: Traversable | Path | None = field(default=None, eq=False)
    lost: tuple[Lost, ...] = field(init=False, eq=False)

    @lost.default
    def _lost(self) -> tuple[Lost, ...]:
        return lost_declarations(self.source, self.parsed)

    @property
    def head(self) -> t.RulesetDecl | None:
        return next((d for d in self.parsed.file.declarations if isinstance(d, t.RulesetDecl)), None)

    @property
    def name(self) -> str:
        """The dotted name its ``ruleset`` line gives it, or its file name."""
        return str(self.head.path) if self.head else self.source.name

    @property
    def tier(self) -> str | None:
        """The word after ``tier``; a file without one is a library."""
        clauses = self.head.clauses if self.head else ()
        return next((clause.value.text for clause in clauses if isinstance(clause.value, t.Name)), None)

    def declarations(self) -> list[t.Declaration | Lost]:
        """Return the declarations in order, with those that are lost at their places."""
        return sorted([*self.parsed.file.declarations, *self.lost], key=_start)


def _start(declaration: t.Declaration | Lost) -> int:
    return declaration.start if isinstance(declaration, Lost) else declaration.span.start


def packaged(dotted: str) -> Traversable | None:
    """Return the packaged ruleset ``ankang.county``, or None where there is none of this name."""
    *folders, last = dotted.split(".")
    found = files("ankang_rules.rulesets").joinpath(*(fold(f) for f in folders), f"{fold(last)}.rules")
    return found if found.is_file() else None


def near_dotted(dotted: str, known: Iterable[str]) -> list[str]:
    """Return the dotted names that *dotted* was probably meant to be: a first part that all share is no likeness."""
    names, (folder, dot, last) = list(known), dotted.rpartition(".")
    beside = {name.removeprefix(folder + dot): name for name in names if name.startswith(folder + dot)}
    near = nearest(last, beside)
    return [beside[name] for name in near] or nearest(dotted, (name for name in names if name not in beside.values()))


def packaged_names() -> list[str]:
    """Return the dotted names of all packaged rulesets, in order."""
    return sorted(_dotted(files("ankang_rules.rulesets"), ""))


def _dotted(folder: Traversable, prefix: str) -> Iterable[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _dotted(entry, f"{prefix}{entry.name}.")
        elif entry.name.endswith(".rules"):
            yield prefix + entry.name.removesuffix(".rules")


Located = tuple[str, Traversable | Path, Traversable | Path]
"""The key of a file, the file, and where its own relative imports are looked for."""


class Imports:
    """Reads the imports of a file, and theirs, each once; *read* holds those read before too."""

    def __init__(self, read: dict[str, Module]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.incomplete = False
        """Whether something that was to be imported is missing altogether."""
        self._read = read
        self._open: list[str] = []

    def of(self, module: Module, key: str) -> list[Module]:
        """Return the modules that *module*, known as *key*, imports, those needed first; report what cannot be read."""
        self._open.append(key)
        found: list[Module] = []
        for declaration in module.parsed.file.declarations:
            if isinstance(declaration, t.ImportDecl):
                found.extend(m for m in self._import(declaration, module) if m not in found)
        self._open.pop()
        return found

    def _import(self, written: t.ImportDecl, importer: Module) -> list[Module]:
        module = self._found(written, importer)
        if isinstance(module, Diagnostic):
            self.diagnostics.append(module)
            self.incomplete = True
            return []
        errors = [d for d in module.parsed.diagnostics if d.severity == "error"]
        if errors:
            name = written.file or str(written.path)
            self.diagnostics += [messages.imports.import_is_broken(written.span, name, len(errors)), *errors]
        return [*self.of(module, module.source.name), module]

    def one(self, written: t.ImportDecl, importer: Module) -> Module | None:
        """Return the module that *written* names, seen from *importer*, or None after a report."""
        module = self._found(written, importer)
        if isinstance(module, Diagnostic):
            self.diagnostics.append(module)
            return None
        return module

    def _found(self, written: t.ImportDecl, importer: Module) -> Module | Diagnostic:
        located = self._locate(written, importer)
        if isinstance(located, Diagnostic):
            return located
        key, file, folder = located
        if key in self._open:
            return messages.imports.import_circle(
                written.span, written.file or str(written.path), itself=key == self._open[-1]
            )
        return self._read.get(key) or self._load(key, file, folder)

    def _load(self, key: str, file: Traversable | Path, folder: Traversable | Path) -> Module | Diagnostic:
        text = read_rules(file, key)
        if isinstance(text, Diagnostic):
            return text
        source = Source(key, text)
        self._read[key] = Module(source, parse(source), folder)
        return self._read[key]

    def _locate(self, written: t.ImportDecl, importer: Module) -> Located | Diagnostic:
        if written.path is not None:
            dotted = str(written.path)
            file = packaged(dotted)
            if file is None:
                close = near_dotted(dotted, packaged_names())
                return messages.imports.import_not_found(written.path.span, dotted, close)
            return str(file), file, files("ankang_rules.rulesets").joinpath(*dotted.split(".")[:-1])
        assert written.file is not None
        if importer.folder is None:
            return messages.imports.import_without_folder(written.span, written.file)
        return self._beside(written, importer.folder)

    def _beside(self, written: t.ImportDecl, folder: Traversable | Path) -> Located | Diagnostic:
        assert written.file is not None
        file = folder.joinpath(written.file)
        if not is_there(file):
            return messages.imports.import_not_found(written.span, written.file, [])
        key = str(file.resolve()) if isinstance(file, Path) else str(file)
        return key, file, file.parent if isinstance(file, Path) else folder


def is_there(file: Traversable | Path, *, folders: bool = False) -> bool:
    """Whether *file* is one, or with *folders* a folder; a name that no file can have is none."""
    try:
        return file.is_file() or (folders and file.is_dir())
    except (OSError, ValueError):
        return False


class HasBytes(Protocol):
    """A file, a resource of a package, or standard input."""

    def read_bytes(self) -> bytes: ...


def read_rules(file: HasBytes, name: str) -> str | Diagnostic:
    """Return the text of *file*, or what keeps it from being read."""
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return not_utf_8(name, error.object, error.start)
    except OSError as error:
        why = {
            "FileNotFoundError": ("没有这个文件", "there is no such file"),
            "IsADirectoryError": ("它是文件夹", "it is a folder"),
        }
        zh, en = why.get(type(error).__name__, ("操作系统不允许", "the operating system refuses"))
        return unreadable(name, Bilingual(zh=zh, en=en))
