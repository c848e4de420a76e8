"""Evidence: returns read from workbooks and CSV folders, their faults, and the facts in them."""
