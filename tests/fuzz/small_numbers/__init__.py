"""Small numbers attacked: returns drawn, what is published, and what it lets be worked out."""
