"""One organisation on a single page, to be sent by e-mail."""
