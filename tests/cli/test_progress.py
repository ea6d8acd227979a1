"""The bar of a long evaluation."""

import io
import sys
import time

import pytest

from ankang_rules.cli import progress as bars


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Set up inside the test: pytest puts its own streams in place before each."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def judging(clock: list[float], seconds: float) -> None:
    with bars.progress() as on_unit:
        assert on_unit is not None
        for number in range(1, 11):
            clock[0] += seconds / 10
            on_unit(number, 10)


def test_what_is_done_within_a_second_shows_no_bar(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = on_a_terminal(monkeypatch)
    judging(clock, 0.9)
    assert "" == terminal.getvalue()


def test_what_takes_longer_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    terminal = on_a_terminal(monkeypatch)
    judging(clock, 5)
    assert "10/10" in terminal.getvalue()


@pytest.mark.parametrize("piped", ["stdout", "stderr"])
def test_a_pipe_never_sees_one(monkeypatch: pytest.MonkeyPatch, piped: str) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setattr(sys, piped, io.StringIO())
    with bars.progress() as on_unit:
        assert on_unit is None
