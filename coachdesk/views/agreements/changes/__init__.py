"""What changed between two versions of an agreement: read on the screen, handed out as a page."""
