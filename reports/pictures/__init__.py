"""Pictures as SVG: drawn from plain data, told in words, each beside its table."""
