"""The panels of agreements: the list, and the page where one is written and signed."""
