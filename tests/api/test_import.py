"""Importing the library is cheap: what it imports says so, without a stopwatch."""

import json
import subprocess
import sys

PROBE = """
import json, sys
before = set(sys.modules)
import ankang_rules
after = set(sys.modules) - before
{more}
print(json.dumps([sorted(after), sorted(set(sys.modules) - before)]))
"""
OUTSIDE = {"attr", "attrs", "click", "hypothesis", "jinja2", "lark", "openpyxl", "pytest", "rich", "yaml"}


def imported(more: str) -> tuple[set[str], set[str]]:
    """The modules there are after the import, and after what is done with it."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(more=more)], capture_output=True, encoding="utf-8", check=True
    )
    first, then = json.loads(done.stdout)
    return set(first), set(then)


def rooms(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith("ankang_rules.")}


def test_importing_the_library_imports_attrs_and_no_room_that_works() -> None:
    modules, _ = imported("")
    assert {"attr", "attrs"} == {name for name in modules if name in OUTSIDE}
    assert {"door", "errors", "diagnostics", "model", "source"} == rooms(modules)


def test_loading_a_ruleset_needs_no_parser_generator_and_nothing_that_judges() -> None:
    _, modules = imported("ankang_rules.load('ankang.county')")
    assert {"attr", "attrs"} == {name for name in modules if name in OUTSIDE}
    assert not {"evaluate", "facts", "explain", "report", "testing", "lint", "cli"} & rooms(modules)


def test_lark_is_asked_where_something_is_wrong() -> None:
    _, modules = imported("try: ankang_rules.parse('rule r must')\nexcept ankang_rules.RulesError: pass")
    assert "lark" in modules
