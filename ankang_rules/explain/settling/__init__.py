"""What would settle it: from a tree that is judged to small sets of open facts, tried, and to questions in an order.

A condition that is unknown becomes *ways* (`seeking`): each a set of open facts without one of which it stays unknown.
Rules, groups and units fold them by the status they lead to (`goals`). For a way, values are tried by judging again
(`trying`, `lists`), and only what settles it is shown (`settle`). The same ways put questions in order (`questions`).
"""
