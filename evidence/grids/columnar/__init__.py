"""Long grids many rows at once, as codes of their distinct values."""
