"""A year of a practice, lived through the application's own verbs: the same for the same seed."""
