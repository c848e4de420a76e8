"""The blank return as an Excel workbook."""
