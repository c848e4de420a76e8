"""Mutation testing of the code, by mutmut; ``engine/mutating`` mutates packs instead."""
