"""The record: an append-only chain of events, kept by the database itself."""
