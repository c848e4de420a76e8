"""What is said beside an answer, and what it does to the answer."""
