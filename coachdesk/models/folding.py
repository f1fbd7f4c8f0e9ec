"""Comparing words the way people do: without case and accents."""

import unicodedata


def folded(text: str) -> str:
    """Return a text without case and combining marks, to sort and to find by."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()
