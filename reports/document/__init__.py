"""Documents on paper: plain blocks, written as Word (python-docx) or as PDF (typst)."""
