"""The training register: its people counted level by level."""
