"""Findings as data: a code, a place, a sentence and a next step in both languages; drawing comes last."""

from ankang_rules.diagnostics.codes import CODES, LINTS, Code
from ankang_rules.diagnostics.diagnostic import Diagnostic, Note
from ankang_rules.diagnostics.render_text import render
from ankang_rules.diagnostics.suggest import nearest

__all__ = ["CODES", "LINTS", "Code", "Diagnostic", "Note", "nearest", "render"]
