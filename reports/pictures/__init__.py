"""Pictures as SVG: drawn from plain data, described in words, each beside its table."""
