"""Core → one Python function for each ruleset, which gives the same statuses as `evaluate`, only faster.

A unit's facts become a *row*: a tuple with a place for each indicator, holding a whole number where that is possible,
an exact fraction where not, None for what is not known. The generated function takes rows and gives a *code* for each
rule: True for pass, False for fail, None for unknown, and a word of its own for not applicable. There are two of them:
one for rows in which everything is known, and one with the three-valued logic written out. What `capabilities` cannot
take is asked of `evaluate`, rule by rule, so that a gap here costs time and nothing else.

A tree of units is judged from the bottom up. The function of a ruleset with levels is handed the units below: for each
a tuple of whether it passes and of the facts that the rules read of it.
"""
