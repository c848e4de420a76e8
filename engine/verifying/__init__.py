"""Verifying: a run's manifest held to what is there now, and to the run made again."""
