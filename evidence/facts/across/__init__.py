"""What holds across the tables of a return."""
