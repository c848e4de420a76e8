"""Mappings of senders' own layouts: proposed, confirmed by a person, and read through."""
