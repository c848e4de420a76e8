"""Who may do what: the roles, and one table of every address with the roles that may use it."""
