"""Invented returns of twelve invented organisations, and the story they are made from."""
