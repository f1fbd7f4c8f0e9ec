"""The conversation about the work together."""
