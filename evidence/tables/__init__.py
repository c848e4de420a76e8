"""Grids to tables: which sheet is which, the heading, the rows under it."""
