"""A sender's own workbook: what is proposed of it."""
