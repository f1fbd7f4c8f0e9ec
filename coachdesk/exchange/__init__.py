"""What goes in and out of a vault in standard formats."""
