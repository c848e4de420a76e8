"""matrix.html: the page, from plain views to HTML."""
