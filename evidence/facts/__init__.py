"""Returns to facts, table by table."""
