"""The engine: the nouns of an assurance check, packs of rules, their evaluation and its reasons."""
