"""Backing up the data of a web application into one archive, and restoring it."""
