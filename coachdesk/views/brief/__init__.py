"""What a coach looks at before a session."""
