"""Finding what a file imports: packaged rulesets by dotted name, files beside the importing one by quoted path."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import field, frozen

from ankang_rules.check import messages
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.messages import unreadable
from ankang_rules.syntax.parser import Parsed, parse


@frozen
class Module:
    """A parsed file with the modules it imports, those it needs first."""

    source: Source
    parsed: Parsed
    folder: Traversable | Path | None = field(default=None, eq=False)

    @property
    def name(self) -> str:
        """The dotted name its ``ruleset`` line gives it, or its file name."""
        for declaration in self.parsed.file.declarations:
            if isinstance(declaration, t.RulesetDecl):
                return str(declaration.path)
        return self.source.name


def packaged(dotted: str) -> Traversable | None:
    """Return the packaged ruleset ``ankang.county``, or None where there is none of this name."""
    *folders, last = dotted.split(".")
    found = files("ankang_rules.rulesets").joinpath(*(fold(f) for f in folders), f"{fold(last)}.rules")
    return found if found.is_file() else None


def packaged_names() -> list[str]:
    """Return the dotted names of all packaged rulesets, in order."""
    return sorted(_dotted(files("ankang_rules.rulesets"), ""))


def _dotted(folder: Traversable, prefix: str) -> Iterable[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _dotted(entry, f"{prefix}{entry.name}.")
        elif entry.name.endswith(".rules"):
            yield prefix + entry.name.removesuffix(".rules")


class Imports:
    """Reads the imports of a file, and theirs, each once."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read: dict[str, Module] = {}
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
        located = self._locate(written, importer)
        if located is None:
            return []
        key, file, folder = located
        if key in self._open:
            self.diagnostics.append(messages.imports.import_circle(written.span, written.file or str(written.path)))
            return []
        module = self._read.get(key) or self._load(key, file, folder)
        if isinstance(module, Diagnostic):
            self.diagnostics.append(module)
            return []
        errors = [d for d in module.parsed.diagnostics if d.severity == "error"]
        if errors:
            name = written.file or str(written.path)
            self.diagnostics += [messages.imports.import_is_broken(written.span, name, len(errors)), *errors]
        return [*self.of(module, key), module]

    def _load(self, key: str, file: Traversable | Path, folder: Traversable | Path) -> Module | Diagnostic:
        text = read_rules(file, key)
        if isinstance(text, Diagnostic):
            return text
        source = Source(key, text)
        self._read[key] = Module(source, parse(source), folder)
        return self._read[key]

    def _locate(
        self, written: t.ImportDecl, importer: Module
    ) -> tuple[str, Traversable | Path, Traversable | Path] | None:
        if written.path is not None:
            dotted = str(written.path)
            file = packaged(dotted)
            if file is None:
                close = nearest(dotted, packaged_names())
                self.diagnostics.append(messages.imports.import_not_found(written.path.span, dotted, close))
                return None
            return str(file), file, files("ankang_rules.rulesets").joinpath(*dotted.split(".")[:-1])
        assert written.file is not None
        if importer.folder is None:
            self.diagnostics.append(messages.imports.import_without_folder(written.span, written.file))
            return None
        return self._beside(written, importer.folder)

    def _beside(
        self, written: t.ImportDecl, folder: Traversable | Path
    ) -> tuple[str, Traversable | Path, Traversable | Path] | None:
        assert written.file is not None
        file = folder.joinpath(written.file)
        key = str(file.resolve()) if isinstance(file, Path) else str(file)
        if not file.is_file():
            self.diagnostics.append(messages.imports.import_not_found(written.span, written.file, []))
            return None
        return key, file, file.parent if isinstance(file, Path) else folder


def read_rules(file: Traversable | Path, name: str) -> str | Diagnostic:
    """Return the text of *file*, or what keeps it from being read."""
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        at = error.start
        return unreadable(
            name,
            Bilingual(
                zh=f"第 {at + 1} 个字节不是 UTF-8；请另存为 UTF-8", en=f"byte {at + 1} is not UTF-8; save it as UTF-8"
            ),
        )
    except OSError as error:
        why = {
            "FileNotFoundError": ("没有这个文件", "there is no such file"),
            "IsADirectoryError": ("它是文件夹", "it is a folder"),
        }
        zh, en = why.get(type(error).__name__, ("操作系统不允许", "the operating system refuses"))
        return unreadable(name, Bilingual(zh=zh, en=en))
