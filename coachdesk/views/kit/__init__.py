"""The recovery kit once the vault is open: tried out, and replaced."""
