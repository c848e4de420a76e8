"""The evidence: facts, submissions, faults, decisions."""
