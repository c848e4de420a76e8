"""The meeting pack: what a chair, a commissioner and a provider have before them at a review."""
