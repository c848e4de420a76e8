"""Each part of a pack, from its document to its nouns."""
