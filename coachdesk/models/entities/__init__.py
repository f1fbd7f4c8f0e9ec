"""Frozen values of the domain; they know only the standard library and attrs."""
