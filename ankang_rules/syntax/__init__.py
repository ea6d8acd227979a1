"""Text to tree and back: the tree is what the author wrote, with every name as it stands and a span on every node.

A file is cut into pieces at its declaration keywords and each piece is parsed alone, so one broken rule hides no other.
"""
