"""Kept: what was worked out before, by the fingerprint of all that it was worked out from."""
