"""Prompts at hand beside the page of a session."""
