"""The small typed tree that everything after checking reads.

It differs from the syntax tree in that every name is resolved, every node has its type and an id, literals are values
in the base unit of their type, and what can be said in several ways is said in one.
"""
