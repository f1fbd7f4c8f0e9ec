"""How work rests and how it ends."""
