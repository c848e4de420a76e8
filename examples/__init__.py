"""Invented returns of nine invented organisations, and the story they are made from."""
