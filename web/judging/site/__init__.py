"""The pages of an assessment: written once for a state, read within the application's frame."""
