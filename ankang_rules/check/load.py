"""From a name, a path or a text to a checked ruleset."""

from __future__ import annotations

from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from ankang_rules.check import messages
from ankang_rules.check.imports import near_dotted, packaged, packaged_names, read_rules
from ankang_rules.check.to_core import Checked, check
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.collector import held_off
from ankang_rules.source import Source
from ankang_rules.syntax.parser import parse


def load(name_or_path: str | PathLike[str]) -> Checked:
    """Return the ruleset of a file, where *name_or_path* ends in ``.rules``, else the packaged one of that name."""
    name = fspath(name_or_path)
    if name.endswith(".rules"):
        return _from_file(Path(name), name, Path(name).parent)
    file = packaged(name)
    if file is None:
        return Checked(None, (messages.imports.no_such_ruleset(name, near_dotted(name, packaged_names())),))
    return _from_file(file, str(file), files("ankang_rules.rulesets").joinpath(*name.split(".")[:-1]))


def _from_file(file: Any, name: str, folder: Any) -> Checked:
    text = read_rules(file, name)
    return Checked(None, (text,)) if isinstance(text, Diagnostic) else check_text(text, name, folder)


@held_off()
def check_text(text: str, name: str, folder: Any = None) -> Checked:
    """Return the ruleset in *text*; *folder* is where its relative imports are looked for."""
    source = Source(name, text)
    return check(source, parse(source), folder)
