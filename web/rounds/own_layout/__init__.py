"""Returns in their senders' own layouts: what is proposed of them, and what was confirmed."""
