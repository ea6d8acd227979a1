"""Mutation: a ruleset changed in one place at a time → which changes no case notices.

``changes`` says what can be changed about an expression, ``mutants`` about a ruleset; ``same`` leaves out what provably
changes nothing; ``run`` judges the cases again. The core is changed, never the text.
"""
