"""What every fuzzer asks: a result or findings that can be drawn, and soon."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ankang_rules.diagnostics import CODES, Diagnostic, render
from ankang_rules.errors import AnkangRulesError

THOROUGH = os.environ.get("ANKANG_RULES_HYPOTHESIS") == "thorough"
_OF_THE_CALL = ("F509", "F512", "F520")  # these are about the arguments, and may have no place
_SECONDS = 60  # of computing, for what takes a moment: no test of speed, but an end to what has none


class Hang(Exception):
    """Reading went on without an end in sight."""


@contextmanager
def guarded() -> Iterator[None]:
    """Raise :class:`Hang` inside after a minute of computing, where the system has such an alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def sound(findings: tuple[Diagnostic, ...]) -> None:
    """Hold that each of *findings* says something in both languages, at a place, and can be drawn."""
    for finding in findings:
        assert finding.code in CODES
        assert finding.text.zh
        assert finding.text.en
        assert finding.where or finding.code in _OF_THE_CALL
        for span in (finding.span, *(note.span for note in finding.notes)):
            assert span is None or 0 <= span.start <= span.end <= len(span.source.text)
    assert bool(findings) == bool(render(findings, "zh")) == bool(render(findings, "en"))


def outcome(read: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Return what *read* returns, or None where it refuses; anything but our own errors gets through."""
    with guarded():
        try:
            result = read(*arguments, **options)
        except AnkangRulesError as error:
            refused = error.diagnostics
        else:
            sound(getattr(result, "warnings", ()))
            return result
    assert refused
    sound(refused)
    return None


@pytest.fixture(scope="session")
def attempt() -> Callable[..., Any]:
    return outcome


@pytest.fixture(scope="session")
def size() -> int:
    """How long the inputs are that grow without bound: a million where there is time."""
    return 1_000_000 if THOROUGH else 10_000
