"""Keys, slots, the encrypted connection and the vault; no Qt and no models."""
