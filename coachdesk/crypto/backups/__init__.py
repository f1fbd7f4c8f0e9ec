"""Backups: copies of the vault in one file each, which count only once they were opened."""
