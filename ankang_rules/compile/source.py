"""Generated source → a function. Debuggers and tracebacks show its lines, and an error names the rule it is about."""

from __future__ import annotations

import linecache
from hashlib import sha256
from typing import Any

from attrs import field, frozen

from ankang_rules.compile.to_python import RUNTIME, Module
from ankang_rules.core.ruleset import RulesetCore


@frozen(eq=False)
class Function:
    """A generated function with its *source*, to be read."""

    run: Any = field(repr=False)
    module: Module
    file: str

    @property
    def source(self) -> str:
        return self.module.source

    def told_of(self, error: Exception) -> Exception:
        """Return *error* with a note about the rule on whose line of the generated code it came up."""
        trace, line = error.__traceback__, 0
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.file:
                line = trace.tb_lineno
            trace = trace.tb_next
        rule = self.module.lines[line - 1] if 0 < line <= len(self.module.lines) else None
        if rule is not None:
            error.add_note(f"in rule {rule.id}" + (f", {rule.span}" if rule.span else ""))
        return error


def to_function(core: RulesetCore, module: Module, name: str = "judge") -> Function:
    """Run the source of *module*, and let :mod:`linecache` know it."""
    digest = sha256(module.source.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    # In angle brackets, so that nobody looks for such a file; by its content, so that it never means two sources.
    file = f"<{core.name} {digest}>"
    namespace: dict[str, Any] = {**RUNTIME, **module.constants}
    exec(compile(module.source, file, "exec"), namespace)  # the source is made of our own words and mangled names
    linecache.cache[file] = (len(module.source), None, module.source.splitlines(keepends=True), file)
    return Function(namespace[name], module, file)
