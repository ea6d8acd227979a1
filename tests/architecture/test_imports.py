"""Who may import whom: the table of the house, and the imports of every file held against it.

The road is one-way: text becomes a tree in `syntax`, the tree becomes core nodes in `check`, and everything after that
reads core nodes. A room is a folder, or a single module, directly under `ankang_rules`.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "ankang_rules"

# Each room of the road, and the rooms it may import. `errors` may be imported by all of them.
ROAD = {
    "source": set(),
    "diagnostics": {"source"},
    "model": {"source"},
    "syntax": {"source", "diagnostics", "model"},
    "format": {"source", "diagnostics", "syntax"},
    "core": {"source", "diagnostics", "model"},
    "check": {"source", "diagnostics", "syntax", "model", "core"},
    "facts": {"source", "diagnostics", "model", "core"},
    "evaluate": {"source", "diagnostics", "facts", "model", "core"},
    "columns": {"source", "diagnostics", "evaluate", "facts", "model", "core"},
    "compile": {"source", "evaluate", "facts", "model", "core"},
    "explain": {"source", "evaluate", "facts", "model", "core"},
    "report": {"source", "diagnostics", "explain", "evaluate", "facts", "model", "core"},
    "errors": {"source", "diagnostics"},
}

# What stands at the end of the road. `__init__` is the public door, `door` the objects behind it. The rooms on top see
# everything below them, but not each other; only the command line opens the linter and runs cases.
ON_TOP = {"testing", "lint", "cli"}
TABLE = {
    **{room: allowed | {"errors"} - {room} for room, allowed in ROAD.items()},
    "door": set(ROAD),
    "__init__": {"door", "errors", "diagnostics", "model", "source"},
    "__main__": {"cli"},
    **{room: {*ROAD, "door", "__init__"} for room in ON_TOP},
}
TABLE["cli"] |= {"lint", "testing"}

# `door` imports the rooms inside its functions, so that importing the library stays cheap. Only these it may import
# at once.
DOOR_AT_ONCE = {"errors", "source", "diagnostics", "model"}

# Where each package from outside may be seen; `None` stands for every room.
OUTSIDE = {
    "attr": None,
    "attrs": None,
    "lark": {"syntax"},
    "yaml": {"facts"},
    "duckdb": {"columns"},
    "pyarrow": {"columns"},
    "click": {"cli"},
    "rich": {"cli"},
    "jinja2": {"report"},
    "hypothesis": {"testing"},
    "pytest": {"testing"},
}

# Lark's trees, and what walks them, are known to one file.
LARK_TREES_IN = "syntax/from_lark.py"
LARK_TREE_MODULES = {"lark.tree", "lark.visitors", "lark.tree_matcher", "lark.tree_templates", "lark.ast_utils"}
LARK_TREE_NAMES = {
    *("Tree", "ParseTree", "Branch", "Discard", "v_args", "visitors", "tree", "ast_utils"),
    *("Transformer", "Transformer_InPlace", "Transformer_InPlaceRecursive", "Transformer_NonRecursive"),
    *("TransformerChain", "Visitor", "Visitor_Recursive", "Interpreter", "CollapseAmbiguities"),
}


@dataclass(frozen=True)
class Import:
    """One imported name: `from ankang_rules.core import Rule` has the module `ankang_rules.core`, the name `Rule`."""

    package: Path
    file: str  # relative to the package, with /
    line: int
    module: str
    name: str | None
    at_once: bool  # outside every function
    for_types: bool  # under `if TYPE_CHECKING:`

    def __str__(self) -> str:
        what = f"import {self.module}" if self.name is None else f"from {self.module} import {self.name}"
        return f"{self.package.name}/{self.file}:{self.line}: {what}"

    @property
    def room(self) -> str:
        return self.file.split("/")[0].removesuffix(".py")

    @property
    def top_level(self) -> str:
        return self.module.split(".")[0]

    @property
    def target(self) -> str | None:
        """The imported room, or None for something from outside."""
        parts = self.module.split(".")
        if parts[0] != self.package.name:
            return None
        if len(parts) > 1:
            return parts[1]
        return self.name if self.name in rooms(self.package) else "__init__"


def rooms(package: Path) -> set[str]:
    modules = {path.stem for path in package.glob("*.py")}
    folders = {path.parent.name for path in package.glob("*/*.py")}
    return modules | folders


def imports(package: Path) -> list[Import]:
    return [found for path in sorted(package.rglob("*.py")) for found in imports_of(path, package)]


def imports_of(path: Path, package: Path) -> Iterator[Import]:
    relative = path.relative_to(package)
    home = [package.name, *relative.parent.parts]  # the package a relative import starts from

    def visit(node: ast.AST, at_once: bool, for_types: bool) -> Iterator[Import]:
        def found(module: str, name: str | None) -> Import:
            return Import(package, relative.as_posix(), node.lineno, module, name, at_once, for_types)

        match node:
            case ast.Import(names=names):
                yield from (found(alias.name, None) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                start = home[: len(home) - level + 1] if level else []
                full = ".".join([*start, *([module] if module else [])])
                yield from (found(full, alias.name) for alias in names)
            case ast.Call(func=ast.Name("import_module") | ast.Attribute(attr="import_module"), args=[first, *_]):
                if isinstance(first, ast.Constant) and not str(first.value).startswith("."):
                    yield found(str(first.value), None)
            case ast.If(test=ast.Name("TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"), body=body, orelse=orelse):
                for child in body:
                    yield from visit(child, at_once, True)
                for child in orelse:
                    yield from visit(child, at_once, for_types)
                return
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                at_once = False
        for child in ast.iter_child_nodes(node):
            yield from visit(child, at_once, for_types)

    yield from visit(ast.parse(path.read_text(encoding="utf-8")), True, False)


def against_the_table(package: Path) -> list[str]:
    return [
        f"{found} ({found.room} may not import {found.target})"
        for found in imports(package)
        if found.target not in (None, found.room)
        and found.room in TABLE  # a room without a row is reported once, not once for each import
        and found.target not in TABLE[found.room]
    ]


def at_once_in_the_door(package: Path) -> list[str]:
    return [
        f"{found} (move it into the function that needs it)"
        for found in imports(package)
        if found.room == "door" and found.at_once and not found.for_types
        if found.target is not None and found.target not in DOOR_AT_ONCE | {"door"}
    ]


def from_outside(package: Path) -> list[str]:
    own_or_standard = {package.name, "__future__", *sys.stdlib_module_names}
    wrong = []
    for found in imports(package):
        if found.top_level in own_or_standard:
            continue
        allowed = OUTSIDE.get(found.top_level, set())
        if allowed is not None and found.room not in allowed:
            wrong.append(f"{found} ({found.room} may not import {found.top_level})")
    return wrong


def lark_trees(package: Path) -> list[str]:
    return [
        f"{found} (only {LARK_TREES_IN} knows Lark's trees)"
        for found in imports(package)
        if found.top_level == "lark" and found.file != LARK_TREES_IN
        if found.module in LARK_TREE_MODULES or (found.module == "lark" and found.name in LARK_TREE_NAMES)
    ]


def cycles(package: Path) -> list[str]:
    """Each room that can reach itself by the imports that happen when the code runs, with the way round."""
    ways: dict[str, dict[str, Import]] = {}
    for found in imports(package):
        if found.target not in (None, found.room) and not found.for_types:
            ways.setdefault(found.room, {}).setdefault(found.target, found)

    def way_round(start: str) -> list[Import] | None:
        seen, queue = {start}, [(start, [])]
        while queue:
            here, way = queue.pop(0)
            for room, found in ways.get(here, {}).items():
                if room == start:
                    return [*way, found]
                if room not in seen:
                    seen.add(room)
                    queue.append((room, [*way, found]))
        return None

    circles: dict[frozenset[str], list[Import]] = {}
    for room in sorted(ways):
        if way := way_round(room):
            circles.setdefault(frozenset(found.room for found in way), way)  # once, not from each of its rooms
    return ["\n  ".join(["a circle:", *map(str, way)]) for way in circles.values()]


def test_every_room_has_a_row_in_the_table() -> None:
    assert rooms(PACKAGE) == set(TABLE), "a room was added or removed: change the table in this file with it"


@pytest.mark.parametrize(
    "check",
    [against_the_table, at_once_in_the_door, from_outside, lark_trees, cycles],
    ids=lambda check: check.__name__,
)
def test_the_imports_keep_to_the_table(check) -> None:
    wrong = check(PACKAGE)
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_table_itself_has_no_circle_on_the_road() -> None:
    """Each row of the road names only rooms of earlier stages, so an order of building exists."""
    built: set[str] = set()
    while ready := {room for room, allowed in ROAD.items() if room not in built and allowed <= built}:
        built |= ready
    assert set(ROAD) == built


def test_grammar_and_rulesets_hold_no_code() -> None:
    """They are data: their `__init__.py` is a docstring and nothing else."""
    for folder in ("grammar", "rulesets"):
        files = sorted((PACKAGE.parent / folder).rglob("*.py"))
        assert [PACKAGE.parent / folder / "__init__.py"] == files
        (docstring,) = ast.parse(files[0].read_text(encoding="utf-8")).body
        assert isinstance(docstring, ast.Expr)
        assert isinstance(docstring.value, ast.Constant)


# A small house that breaks every rule, so that each check is seen to find what it is for.
BROKEN_HOUSE = {
    "__init__.py": "",
    "source/__init__.py": "from ..core import nodes\n",
    "core/__init__.py": "from ankang_rules import source\nfrom .nodes import Node\n",
    "core/nodes.py": "from importlib import import_module\nimport_module('ankang_rules.syntax.tree')\n",
    "evaluate/__init__.py": "def f():\n    from ..syntax.tree import Tree\n",
    "explain/__init__.py": "import typing\nif typing.TYPE_CHECKING:\n    from ankang_rules.door import Report\n",
    "door.py": "import ankang_rules.check\ndef f():\n    import ankang_rules.explain\n",
    "model.py": "import decimal, yaml\n",
    "syntax/tree.py": "from attrs import frozen\nfrom lark import Token, Transformer\n",
    "syntax/from_lark.py": "from lark import Token, Transformer\n",
    "facts/__init__.py": "import yaml, lark\n",
}


@pytest.fixture
def broken_house(tmp_path: Path) -> Path:
    package = tmp_path / "ankang_rules"
    for name, text in BROKEN_HOUSE.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (
            against_the_table,
            [
                "core/nodes.py:2: import ankang_rules.syntax.tree (core may not import syntax)",
                "evaluate/__init__.py:2: from ankang_rules.syntax.tree import Tree (evaluate may not import syntax)",
                "explain/__init__.py:3: from ankang_rules.door import Report (explain may not import door)",
                "source/__init__.py:1: from ankang_rules.core import nodes (source may not import core)",
            ],
        ),
        (at_once_in_the_door, ["door.py:1: import ankang_rules.check (move it into the function that needs it)"]),
        (
            from_outside,
            [
                "facts/__init__.py:1: import lark (facts may not import lark)",
                "model.py:1: import yaml (model may not import yaml)",
            ],
        ),
        (lark_trees, ["syntax/tree.py:2: from lark import Transformer (only syntax/from_lark.py knows Lark's trees)"]),
        (
            cycles,
            [
                "a circle:\n  ankang_rules/core/__init__.py:1: from ankang_rules import source"
                "\n  ankang_rules/source/__init__.py:1: from ankang_rules.core import nodes"
            ],
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_check_finds_what_it_is_for(check, expected: list[str], broken_house: Path) -> None:
    assert expected == [line.removeprefix("ankang_rules/") for line in check(broken_house)]
