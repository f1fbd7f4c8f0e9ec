"""Qt item models over the entities; the only QtCore in `models`."""
