"""Writing to those who owe a return, each at most once."""
