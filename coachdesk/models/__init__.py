"""What is known about a practice; no Qt outside of `lists`."""
