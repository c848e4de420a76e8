"""Signing a round off, and the bundles that are published of it."""
