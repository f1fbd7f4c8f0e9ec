"""The way of a client: goals with a scale of their own, and milestones up to the picture of success."""
