"""Cases: facts with what should come of them, from the ``example`` declarations of rules and from YAML files.

``case`` runs one; ``from_yaml`` reads ``*.cases.yaml`` files; ``suite`` finds them all for a path; ``told`` says what
came out, ``to_junit`` and ``to_data`` put it into forms for machines. None of it needs Hypothesis or pytest.
"""
