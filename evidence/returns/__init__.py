"""Files to returns: one an organisation and quarter, the rest told."""
