"""Tools for testing rules: Hypothesis strategies that draw rulesets and facts.

``strategies`` is what tests use: whole rulesets, well typed by construction, and facts for a checked one.
``expressions`` makes an expression of a given type from the names that are there; ``facts`` makes values near the edges
of the conditions.
Hypothesis is imported only here, so that the library itself needs none of it.
"""
