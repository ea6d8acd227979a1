"""What a lint is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint.file import File


class Lint:
    """A bad pattern: its *code*, its *name*, such that "allow NAME" reads well, and how it is found.

    The docstring of each lint is its page.
    """

    code: ClassVar[str]
    name: ClassVar[str]

    def find(self, file: File) -> Iterator[Diagnostic]:
        """Yield what *file* shows of the pattern: rather too little than something that is right."""
        raise NotImplementedError
