"""Every example in a docstring runs."""

import doctest
import importlib
import pkgutil

import pytest

import ankang_rules

MODULES = [m.name for m in pkgutil.walk_packages(ankang_rules.__path__, "ankang_rules.") if "__main__" not in m.name]


@pytest.mark.parametrize("name", ["ankang_rules", *MODULES])
def test_examples_in_docstrings_run(name: str) -> None:
    module = importlib.import_module(name)
    namespace = {**vars(ankang_rules), **vars(module), "ankang_rules": ankang_rules}
    assert doctest.testmod(module, extraglobs=namespace).failed == 0
