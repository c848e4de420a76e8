"""The nouns: frozen, typed data that passes between the rooms of the house."""
