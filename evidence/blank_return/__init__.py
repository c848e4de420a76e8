"""The blank return: planned, then written as a workbook."""
