"""Decisions: their workbook written, and read back."""
