"""How a client likes to work: asked, confirmed, changed."""
