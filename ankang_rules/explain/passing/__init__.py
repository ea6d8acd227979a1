"""How to pass: the smallest changes to the facts after which a rule, a group or a unit passes.

A condition becomes *ways* (`conditions`, `numbers`): each a set of requirements on facts, all of which together are
enough. Requirements on the same facts are met at once, on the grid of their precision and by changing as few facts as
can be (`meeting`). The cheapest are kept (`ways`), tried by judging again (`proposing`), and only then shown.
"""
