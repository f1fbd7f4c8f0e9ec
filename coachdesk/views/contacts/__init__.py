"""Contact between sessions: what was agreed, and what there was."""
