"""Judging: assessments of rounds, decisions beside their findings, sign-off, published bundles."""
