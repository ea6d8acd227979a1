"""What users install: from a wheel, from a source distribution, or editable, the library is the same and complete.

Every install here goes into a fresh environment, by pip and from the registry pip is set up with, and is tried from a
directory far from the checkout.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
CORE = {"lark", "attrs", "pyyaml"}
DATA = {
    "ankang_rules/report/formats": {".json"},
    "ankang_rules/report/html": {".html", ".css"},
    "grammar": {".lark", ".json"},
    "rulesets": {".rules", ".yaml"},
}
TOP_LEVEL = {
    *("ankang_rules", "grammar", "rulesets", "docs", "tests"),
    *("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"),
}

# What a user may rely on after any install. It prints what is installed beside the library.
TRY_IT = """
import json
from importlib.metadata import distributions
from importlib.resources import files
from importlib.util import find_spec

import ankang_rules

assert "%" in files("ankang_rules.grammar").joinpath("rules.lark").read_text(encoding="utf-8")
assert "rule" in files("ankang_rules.rulesets").joinpath("ankang/county.rules").read_text(encoding="utf-8")
assert files("ankang_rules").joinpath("py.typed").is_file()
assert ankang_rules.load("ankang.county") is not None
for folder in ("grammar", "rulesets", "docs", "tests"):
    assert find_spec(folder) is None, f"{folder} leaks out as a module of its own"
print(json.dumps({
    "file": ankang_rules.__file__,
    "installed": sorted(found.metadata["Name"].lower() for found in distributions()),
}))
"""


def run(*command: str | Path, cwd: Path, expected: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "VIRTUAL"))
    }
    environment["PYTHONUTF8"] = "1"
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert expected == done.returncode, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done


def packages_in(folder: Path, name: str) -> set[str]:
    """The dotted names of the packages in a folder that is installed as *name*."""
    found = (path.parent.relative_to(folder).parts for path in folder.rglob("__init__.py"))
    return {".".join([name, *parts]) for parts in found}


def data_files_of(wheel: Path) -> set[str]:
    return {
        name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith(".py") and ".dist-info/" not in name
    }


def test_the_packages_list_is_the_tree() -> None:
    """A package that is missing from pyproject.toml would be missing from the wheel."""
    tree = packages_in(CHECKOUT / "ankang_rules", "ankang_rules")
    for folder in ("grammar", "rulesets"):
        tree |= packages_in(CHECKOUT / folder, f"ankang_rules.{folder}")
    assert sorted(tree) == sorted(PYPROJECT["tool"]["setuptools"]["packages"])


def test_the_top_level_of_the_repository_is_closed() -> None:
    if not (CHECKOUT / ".git").exists():
        pytest.skip("not a git checkout: an unpacked source distribution has build files at its top")
    listed = run("git", "ls-files", "-z", cwd=CHECKOUT).stdout.split("\0")
    names = {name.split("/")[0] for name in listed if name}
    assert TOP_LEVEL == {name for name in names if not name.startswith(".")}


def test_the_core_needs_three_packages() -> None:
    names = {re.split(r"[^\w.-]", requirement)[0] for requirement in PYPROJECT["project"]["dependencies"]}
    assert CORE == names


def test_importing_the_library_imports_no_extra() -> None:
    """Every package an extra brings is imported where it is used, so the library starts fast and runs without it."""
    extras = {
        *("click", "rich", "jinja2", "openpyxl", "xlsxwriter", "ibis", "duckdb", "pyspark", "pandas", "polars"),
        *("pygls", "lsprotocol", "z3", "hypothesis", "pytest", "_pytest", "mkdocs", "mkdocstrings"),
    }
    script = "import sys, ankang_rules; print(*{name.split('.')[0] for name in sys.modules}, sep='\\n')"
    imported = set(run(sys.executable, "-c", script, cwd=CHECKOUT).stdout.split())
    assert "ankang_rules" in imported
    assert set() == imported & extras


# These share the builds below, so one worker runs them all.
one_worker = pytest.mark.xdist_group("packaging")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, so that builds leave nothing in the real one."""
    ignored = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "node_modules")
    return shutil.copytree(CHECKOUT, tmp_path_factory.mktemp("copy") / "checkout", ignore=ignored)


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, checkout, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def sdist_wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a source distribution, the way installers and downstream packagers do it."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--outdir", folder, checkout, cwd=folder)
    assert len(list(folder.glob("*.tar.gz"))) == 1
    return next(folder.glob("*.whl"))


@pytest.fixture(params=["wheel", "sdist_wheel", "editable"], scope="module")
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the library and what pip finds it needs, and not even pip itself."""
    what = ["-e", request.getfixturevalue("checkout")]
    if request.param != "editable":
        what = [request.getfixturevalue(request.param)]
    environment = tmp_path_factory.mktemp(request.param) / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment.parent)
    pip = (sys.executable, "-m", "pip", "--python", environment / "bin" / "python")
    run(*pip, "install", "--quiet", *what, cwd=environment.parent)
    return environment


@one_worker
def test_the_library_is_complete_and_needs_only_the_core(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "try_it.py"
    script.write_text(TRY_IT, encoding="utf-8")
    said = json.loads(run(installed / "bin" / "python", "-I", script, cwd=tmp_path).stdout)
    assert {"ankang-rules", *CORE} == set(said["installed"])
    assert not Path(said["file"]).is_relative_to(CHECKOUT)


@one_worker
def test_the_command_without_its_extra_says_so(installed: Path, tmp_path: Path) -> None:
    """One sentence and exit code 2, not a traceback."""
    done = run(installed / "bin" / "ankang-rules", "--help", cwd=tmp_path, expected=2)
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert re.search(r"ankang-rules\[cli\]|\bextra\b.*\bcli\b|\bcli\b.*\bextra\b", done.stderr)


@one_worker
def test_both_wheels_hold_every_data_file(wheel: Path, sdist_wheel: Path) -> None:
    expected = {"ankang_rules/py.typed"}
    for folder, endings in DATA.items():
        found = (path for path in (CHECKOUT / folder).rglob("*") if path.suffix in endings)
        names = (path.relative_to(CHECKOUT).as_posix().removeprefix("ankang_rules/") for path in found)
        expected |= {f"ankang_rules/{name}" for name in names}
    assert sorted(expected) == sorted(data_files_of(wheel))
    assert sorted(expected) == sorted(data_files_of(sdist_wheel))
