"""What a pack says of concerns: their rules, and how concerns are handled and ranked."""
