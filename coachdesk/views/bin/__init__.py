"""The bin: what was deleted, the way back, and the way out."""
