"""The web application under load, and its start."""
