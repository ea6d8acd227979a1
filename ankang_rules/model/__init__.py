"""What the language talks about: exact values, their types and units, truth that may be unknown, and statuses."""
