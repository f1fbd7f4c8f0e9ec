"""A file of the vault on a page of its own."""
