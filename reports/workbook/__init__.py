"""The matrix as a workbook and as CSV; returns with their faults marked."""
