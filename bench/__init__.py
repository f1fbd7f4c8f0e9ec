"""Benchmarks: `python -m bench`. Never part of the tests, which are not timed."""
