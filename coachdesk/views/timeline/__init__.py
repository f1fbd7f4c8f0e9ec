"""What happened with a client, in one order."""
