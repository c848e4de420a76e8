"""An administrator’s pages: people, organisations, the record; and how people sign in."""
