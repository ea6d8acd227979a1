"""Writing to a terminal, a file or a pipe, whatever it can show."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Never, TextIO

from ankang_rules.explain.layout import wrapped
from ankang_rules.source import display_width

if TYPE_CHECKING:
    from rich.console import RenderableType

CLOSED_PIPE = 141
"""The exit code that a shell reports for a program whose reader went away."""
PIPED_WIDTH = 80
_WIDEST = 100

_STYLES = {
    "✗ ": "red",
    "? ": "yellow",
    "✓ ": "green",
    "– ": "bright_black",
    "error[": "red",
    "错误[": "red",
    "warning[": "yellow",
    "警告[": "yellow",
}
_CLOSEST = {
    "✓": ("√", "v"),
    "✗": ("×", "x"),
    "·": ("*",),
    "–": ("-",),
    "—": ("--",),
    "…": ("...",),
    "→": ("->",),
    "≥": (">=",),
    "≤": ("<=",),
    "≠": ("!=",),
    "≈": ("~",),
    "×": ("*",),
    "÷": ("/",),
    "“": ('"',),
    "”": ('"',),
    "‰": (" per mille",),
    "├": ("|",),
    "└": ("`",),
    "│": ("|",),
    "─": ("-",),
}
"""What stands in for a sign that an encoding does not have, best first; the last is ASCII."""


def prepare() -> None:
    """Let both streams write any text: a sign that the encoding lacks by the closest it has, the rest escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_closest_in(stream.encoding))


def _closest_in(encoding: str) -> str:
    """Return the name of what to do with signs that *encoding* lacks."""

    def closest(error: UnicodeError) -> tuple[str, int]:
        # Not by the encoding in the error, which for many is called `charmap`, as if they were one.
        if not isinstance(error, UnicodeEncodeError):
            raise error
        missing = error.object[error.start : error.end]
        return "".join(_in_encoding(char, encoding) for char in missing), error.end

    name = f"ankang-rules-closest-in-{encoding}"
    codecs.register_error(name, closest)
    return name


def _in_encoding(char: str, encoding: str) -> str:
    for candidate in _CLOSEST.get(char, ()):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return char.encode("ascii", "backslashreplace").decode()


def is_unicode(stream: TextIO) -> bool:
    """Whether *stream* can write every character."""
    return (getattr(stream, "encoding", None) or "").lower().replace("_", "-").startswith("utf")


def width() -> int:
    """Return the columns to fill: those of the terminal, within reason, or 80 where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    return max(40, min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, _WIDEST))


def show(text: str, *, coloured: bool = True, wrap: bool = True) -> None:
    """Print *text*; on a terminal long lines wrapped below their own indentation, and marks coloured where wanted."""
    if not sys.stdout.isatty():
        write(text)
        return
    columns = max(40, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns)
    for line in text.splitlines():
        shown = "\n".join(_wrapped(line, columns)) if wrap else line
        if coloured and (style := _style(line)):
            _styled(shown, style)
        else:
            write(shown)


def _wrapped(line: str, columns: int) -> Iterator[str]:
    if display_width(line) <= columns:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip())]
    head, *rest = wrapped(line.lstrip(), columns - len(indent) - 2)
    yield f"{indent}{head}"
    yield from (f"{indent}  {part}" for part in rest)


def _style(line: str) -> str:
    start = line.lstrip(" │├└─")
    return next((style for mark, style in _STYLES.items() if start.startswith(mark)), "")


def _styled(text: str, style: str) -> None:
    from rich.console import Console  # which also looks at NO_COLOR, and at what the terminal can do
    from rich.text import Text

    with _reader_may_leave():
        Console(highlight=False).print(Text(text, style=style), soft_wrap=True)


def draw(drawings: Iterable[RenderableType], *, coloured: bool = True) -> None:
    """Print what rich can draw, in as many columns as there are to fill, in colour only on a terminal."""
    from rich.console import Console

    console = Console(width=width(), highlight=False, markup=False, no_color=not coloured or None)
    with console.capture() as captured:
        for drawing in drawings:
            console.print(drawing)
    write("\n".join(line.rstrip() for line in captured.get().splitlines()))


def write(text: str, *, to_errors: bool = False) -> None:
    """Print *text* to standard output or to standard error."""
    with _reader_may_leave():
        print(text, file=sys.stderr if to_errors else sys.stdout, flush=True)


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Ends the program quietly where the reader of a pipe went away, as ``head`` does."""
    try:
        yield
    except BrokenPipeError:
        leave()


def leave() -> Never:
    """Exit without the complaint that Python makes when it cannot flush a closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
    raise SystemExit(CLOSED_PIPE)
