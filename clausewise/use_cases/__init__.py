"""The use cases: plain functions over plain data, for every front door."""
