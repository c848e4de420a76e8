"""What loads, but is not yet fit to judge by."""
