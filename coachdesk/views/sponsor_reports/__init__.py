"""What a sponsor hears: written, shown, approved, handed over."""
