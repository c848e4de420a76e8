"""The two chainers, durable_rules and plain Python, and what both are given."""
