"""Looking back, on the work with one client or on the whole practice."""
