"""Mapping: a sender's own layout beside a picture of its cells, confirmed once for each sender."""
