"""Explaining: which comparisons decided a verdict, in words, and what would change it."""
