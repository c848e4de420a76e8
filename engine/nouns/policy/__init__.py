"""The policy: clauses, rules, parameters, the words of its field."""
