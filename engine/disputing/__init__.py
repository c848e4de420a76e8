"""Disputing: where a return contradicts itself, and what that leaves of its facts."""
