"""What is heard, noticed and tried in a session, noted by one key and kept in a quiet list."""
