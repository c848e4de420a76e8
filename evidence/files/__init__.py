"""Submitted files: found, opened within limits."""
