"""Evaluation: all organisations at once, each distinct comparison once, planes as the trace."""
