"""A cell as typed, to a value: percentages, counts, dates, scores."""
