"""Looking at an agreement together again, clause by clause."""
