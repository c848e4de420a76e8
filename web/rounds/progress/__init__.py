"""What a page says while it waits for the check of a return, or for a round to be judged."""
