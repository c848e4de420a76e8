"""The cast: a module for each organisation, with all that it returned."""
