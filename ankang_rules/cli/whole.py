"""Rules files that commands change: read with every byte, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from ankang_rules.check.imports import read_rules
from ankang_rules.cli import messages
from ankang_rules.cli.inputs import MOST_BYTES, STANDARD_INPUT
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import AnkangRulesError

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def shown(name: str) -> str:
    """What messages call the file *name*."""
    return "<stdin>" if name == STANDARD_INPUT else name


def read_whole(name: str) -> str:
    """Return the text of the file *name* with its line ends and byte order mark; raises :class:`AnkangRulesError`."""
    file = _Bytes(name)
    read = read_rules(file, shown(name))
    if isinstance(read, Diagnostic):
        raise AnkangRulesError([read])
    return file.content.decode("utf-8")


class _Bytes:
    """The content of a file, read once and kept with its line ends."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.content = b""

    def read_bytes(self) -> bytes:
        if self.name == STANDARD_INPUT:
            self.content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(self.name, "rb") as file:
                self.content = file.read(MOST_BYTES + 1)
        if len(self.content) > MOST_BYTES:
            raise messages.ruleset_too_large(self.name, MOST_BYTES)
        return self.content


def write_whole(name: str, text: str) -> None:
    """Write *text* to the file *name*, or to what it is a link to; raises :class:`AnkangRulesError`.

    Whoever reads the file meanwhile sees the old text or the new one.
    """
    try:
        _replace(Path(os.path.realpath(name)), text)
    except OSError:
        raise messages.cannot_write(name) from None


def _replace(path: Path, text: str) -> None:
    if not path.stat().st_mode & _WRITABLE:
        raise PermissionError  # another file could take its place, but somebody wants it to stay
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
