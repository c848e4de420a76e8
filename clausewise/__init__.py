"""Clausewise: a policy's duties as rules over submitted evidence, with cited findings."""

__version__ = "0.1.0"
