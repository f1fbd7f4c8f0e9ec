"""The way in: first start, unlock, recovery. Nothing here may pull in the store before it is needed."""
