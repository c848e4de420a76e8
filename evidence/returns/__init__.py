"""Files to returns: one for each organisation and quarter, all else reported."""
