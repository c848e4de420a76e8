"""findings.json, the interface for other programs."""
