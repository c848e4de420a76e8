"""A bundle before it is published: its own pages for its audience, and how much they leave out."""
