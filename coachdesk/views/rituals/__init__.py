"""Small things that coach and client do again and again: written, changed, switched on and off."""
