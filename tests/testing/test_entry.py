"""What Hypothesis finds by the entry point, in interpreters that import nothing of ``ankang_rules.testing``."""

import subprocess
import sys

DRAWN = """
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from ankang_rules import Report, Ruleset, Status

def seen(ruleset: Ruleset) -> str:
    return f"judged by {ruleset.name}"

@settings(max_examples=2, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.builds(seen), st.from_type(Report))
def test(text, report) -> None:
    assert text.startswith("judged by ")
    assert report.status in Status

test()
"""
LIGHT = """
import sys, hypothesis
from importlib.metadata import entry_points

assert "ankang_rules.testing.entry" in sys.modules, list(entry_points(group="hypothesis"))
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("lark", "yaml", "click", "ankang_rules")))
"""
CORE = """
import sys, ankang_rules
ankang_rules.load("ankang.village").evaluate({}, as_of="2014-11-30").explain("en")
import ankang_rules.testing
print([name for name in sys.modules if name.partition(".")[0] in ("hypothesis", "pytest", "_pytest")])
"""


def said(script: str) -> str:
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


def test_rulesets_and_reports_are_drawn_by_their_type() -> None:
    """Where Hypothesis was imported first, and nothing of the testing tools by hand."""
    said(DRAWN)


def test_what_every_run_of_hypothesis_loads_is_light() -> None:
    """Neither the language nor YAML: a project that never draws a ruleset pays for no parser."""
    loaded = said(LIGHT).split()
    assert [] == [name for name in loaded if name.startswith(("lark", "yaml", "click"))]
    rooms = {name.split(".")[1] for name in loaded if name.count(".")}
    assert set() == rooms & {"check", "syntax", "evaluate", "facts", "explain", "core", "report"}


def test_judging_needs_no_hypothesis() -> None:
    assert "[]" == said(CORE)


def test_without_its_extra_what_draws_facts_names_it() -> None:
    asked = "import sys; sys.modules['hypothesis'] = None; from ankang_rules.testing import facts"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, encoding="utf-8", check=False)
    assert 1 == done.returncode
    told = (
        "drawing facts for tests needs the extra `testing` (hypothesis is missing): pip install 'ankang-rules[testing]'"
    )
    assert f"ImportError: {told}" == done.stderr.splitlines()[-1]
