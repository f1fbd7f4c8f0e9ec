"""The files of a session, on its page."""
