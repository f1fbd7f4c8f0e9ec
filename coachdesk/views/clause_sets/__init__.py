"""The coach's own sets of clauses, and those that ship."""
