"""Mutating: a rule changed in one place, to see whether its own examples or the linter notices."""
