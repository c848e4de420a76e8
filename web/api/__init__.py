"""The interface for programs: rounds, findings and concerns as JSON, read only."""
