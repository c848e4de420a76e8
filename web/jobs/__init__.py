"""The jobs in the database: how those stand that pages wait for, and whose worker is gone."""
