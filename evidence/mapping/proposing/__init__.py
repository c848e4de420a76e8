"""Proposing: what a foreign workbook may answer, by its words and the pack's."""
