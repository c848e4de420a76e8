"""Excel workbooks (xlsx, xlsm)."""
