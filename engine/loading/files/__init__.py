"""The files of a pack: YAML with its lines, and the shapes it must have."""
