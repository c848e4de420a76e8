"""JSON Schemas of the files of a pack, for editors."""
