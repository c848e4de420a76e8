"""Nothing about single people is kept or repeated."""
