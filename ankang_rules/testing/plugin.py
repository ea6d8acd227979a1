"""The pytest plugin: ``pytest --rules rulesets/`` makes each example, and each case of a file, a test.

Everything of ours is imported inside the hooks: pytest loads this module in every run, most of which have no rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ankang_rules.testing.cases.case import Case, Ran

_PATHS = "rules"
_ENDINGS = (".rules", ".cases.yaml")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ankang-rules", "tests in .rules files and files of cases")
    group.addoption(
        "--rules",
        action="append",
        dest="ankang_rules_paths",
        metavar="PATH",
        help="run the examples of the .rules and .cases.yaml files here; may be repeated",
    )
    group.addoption(
        "--rules-lang",
        choices=("zh", "en"),
        default=None,
        dest="ankang_rules_lang",
        help="the language in which failures of examples are argued, by default en",
    )
    parser.addini(_PATHS, "files and folders with .rules and .cases.yaml files to run", type="paths", default=[])
    parser.addini("rules_lang", "the language in which failures of examples are argued", default="en")


def pytest_configure(config: pytest.Config) -> None:
    """Let the paths be collected beside what the run collects anyway; a run that names its tests does only those."""
    if hasattr(config, "workerinput"):  # a worker of xdist is told what the controller collects
        return
    asked = [str(path) for path in _asked(config)]
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        asked += [str(path) for path in config.getini(_PATHS)]
    if asked:
        named = [_resolved(config, arg.partition("::")[0]) for arg in config.args]
        config.args[:] = [*config.args, *(path for path in asked if not _is_named(Path(path), named))]


def _asked(config: pytest.Config) -> list[Path]:
    """The paths that the option names."""
    return [_resolved(config, path) for path in config.getoption("ankang_rules_paths") or ()]


def _resolved(config: pytest.Config, path: str) -> Path:
    return (config.invocation_params.dir / path).resolve()


def _is_named(path: Path, named: Iterable[Path]) -> bool:
    """Whether *path* is collected anyway, or something inside it was chosen instead of all."""
    return any(path.is_relative_to(one) or one.is_relative_to(path) for one in named)


def _is_below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(folder) for folder in folders)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if not file_path.name.endswith(_ENDINGS):
        return None
    wanted = [*_asked(parent.config), *(path.resolve() for path in parent.config.getini(_PATHS))]
    if _is_below(file_path, wanted):
        file: RulesFile = RulesFile.from_parent(parent, path=file_path)
        return file
    return None


class RulesFile(pytest.File):
    """A file of rules, or of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        from ankang_rules.errors import AnkangRulesError
        from ankang_rules.testing.cases.suite import suite

        try:
            found = suite(str(self.path))
        except AnkangRulesError as error:
            raise self.CollectError(error.render(_lang(self.config))) from None
        for case in found.cases:
            # Two colons would end the name where a test is chosen by its node id.
            yield CaseItem.from_parent(self, name=case.title.replace("::", ": :"), case=case)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, **more: Any) -> None:
        super().__init__(**more)
        self.case = case
        # Plugins take it that every item has fixtures: without this, pytest-lsp 1.0 ends the test with an error.
        self.funcargs: dict[str, object] = {}

    def runtest(self) -> None:
        from ankang_rules.testing.cases.case import run

        ran = run(self.case)
        if not ran.holds:
            raise DoesNotHold(ran)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if not isinstance(excinfo.value, DoesNotHold):
            return super().repr_failure(excinfo, style)
        from ankang_rules.testing.cases.told import told

        return told(excinfo.value.ran, _lang(self.config))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, self.case.span.line - 1 if self.case.span else None, self.name


class DoesNotHold(Exception):
    """A case did not come out as expected; *ran* is what came out."""

    def __init__(self, ran: Ran) -> None:
        super().__init__(ran.case.title)
        self.ran = ran

    def __str__(self) -> str:
        from ankang_rules.testing.cases.told import in_short

        return in_short(self.ran, "en")


def _lang(config: pytest.Config) -> Any:
    chosen = config.getoption("ankang_rules_lang") or config.getini("rules_lang")
    return "zh" if chosen == "zh" else "en"
