"""Sessions by day: a month or a week, and moving them."""
