"""Serving: the server of one person or of a team, and the worker beside it."""
