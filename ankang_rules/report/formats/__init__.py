"""A report for other programs: JSON with its schema, JUnit XML, a table of statuses, Markdown for pull requests."""
