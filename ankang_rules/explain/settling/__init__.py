"""What would settle it: from a tree that is judged to small sets of open facts, each tried.

A condition that is unknown becomes *ways* (`seeking`): each a set of open facts without one of which it stays unknown.
Rules, groups and units fold them by the status they lead to (`goals`). For a way, values are tried by judging again
(`trying`; a series that rises: `rising`), and only what settles it is shown (`settle`). Which to ask first is the work
of `report/asking`.
"""
