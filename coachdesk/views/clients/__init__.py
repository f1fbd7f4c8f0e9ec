"""Clients: the list, the page of one, and the editors of client and engagement."""
