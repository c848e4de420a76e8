"""A sheet or file of any format, to rows of typed cells."""
