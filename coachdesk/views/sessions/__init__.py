"""A session on the screen: the list, the plan, the page with its wall, the way to the client."""
