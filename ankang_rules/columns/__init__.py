"""A ruleset over whole tables: core → SQL, which DuckDB runs, with the same statuses as the reference.

What the engine cannot take is refused by name before anything runs; a row that is not plainly values of their types is
judged by the reference, and put in its place.
"""
