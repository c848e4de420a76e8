"""Invented returns of six invented organisations, and the story they are made from."""
