"""What is allowed in a rules file but seldom meant: one file per lint in ``rules``, its page in its docstring.

Lints read a file that has been checked, its tree and its core side by side. They prove what they say: a few cases are
missed rather than one false alarm raised.
"""
