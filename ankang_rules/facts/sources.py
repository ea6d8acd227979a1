"""A file, an open file or a text → Given, unread: what stands there, before anyone asks what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import refuse, to_source
from ankang_rules.facts.from_json import given_from_json
from ankang_rules.facts.from_yaml import given_from_yaml
from ankang_rules.facts.limits import MOST_CHARACTERS
from ankang_rules.facts.values import is_missing
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.source import Source

_MOST_BYTES: Final = 4 * MOST_CHARACTERS


@runtime_checkable
class OpenFile(Protocol):
    """Anything to read text or bytes from: an open file, standard input, ``io.StringIO``."""

    def read(self, size: int, /) -> Any: ...


def given_from_file(file: Path, *, lists: bool = False) -> Given:
    """Return what *file* holds, names with values or, with *lists*, a list too.

    Raises :class:`FactsError` where it cannot be read.
    """
    name = str(file)
    if file.suffix.lower() not in ENDINGS:
        looks_like_text = "\n" in name or ": " in name or name.startswith("{")
        if looks_like_text:
            refuse(messages.files.text_for_path(name))
        refuse((messages.files.unknown_format if _is_there(file) else messages.files.no_such_file)(name))
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        refuse(messages.files.no_such_file(name))
    except IsADirectoryError:
        refuse(messages.files.not_a_file(name))
    except (OSError, ValueError):
        refuse(messages.files.cannot_open(name))
    return given_from_text(content, name, lists=lists)


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):  # a path too long to be one, or with a zero byte
        return False


def given_from_stream(stream: OpenFile) -> Given:
    """Return what is left to read in *stream*, which stays open."""
    name = source_name(stream)
    try:
        return given_from_text(_rest_of(stream), name)
    except UnicodeDecodeError:
        refuse(messages.files.not_utf8(name, None))
    except (OSError, ValueError):
        refuse(messages.files.cannot_open(name))


def source_name(stream: OpenFile) -> str:
    """Return what messages call *stream*; its end tells the format."""
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) else "<stream>"


def _rest_of(stream: OpenFile) -> bytes | str:
    part = stream.read(_MOST_BYTES + 1)
    if not isinstance(part, str | bytes):
        refuse(messages.files.no_fact_source())
    parts, length = [part], len(part)
    while part and length <= _MOST_BYTES:  # a pipe hands over what it has, not what was asked for
        part = stream.read(_MOST_BYTES + 1)
        if not isinstance(part, type(parts[0])):
            break
        parts.append(part)
        length += len(part)
    return type(parts[0])().join(parts)  # type: ignore[arg-type]  # all of one type


def given_from_text(text: bytes | str, name: str, *, lists: bool = False) -> Given:
    """Return what *text* holds: YAML or JSON, as the end of *name* says."""
    given = _PARSERS.get(Path(name).suffix.lower(), _given_from_either)(to_source(text, name))
    if not isinstance(given.value, GivenMapping) and not (lists and isinstance(given.value, tuple)):
        empty = is_missing(given) and given.span is not None
        refuse((messages.files.nothing_in_file if empty else messages.files.not_names_with_values)(given))
    return given


def _given_from_either(source: Source) -> Given:
    """Read *source* as JSON where it is that, else as YAML, which nearly all JSON is, but for tabs and some escapes."""
    if source.text.lstrip().startswith("{"):
        try:
            return given_from_json(source)
        except FactsError:
            pass
    return given_from_yaml(source)


_PARSERS: Final = {".yaml": given_from_yaml, ".yml": given_from_yaml, ".json": given_from_json}
ENDINGS: Final = frozenset(_PARSERS)
"""How the names of files end that hold documents."""
