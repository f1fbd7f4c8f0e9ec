"""Beginnings of a sentence about the work together, offered in the client's language, in turn."""

from coachdesk.resources import nearest_language, resource_toml


def stems(language: str) -> tuple[str, ...]:
    """Return the shipped stems of a language (a BCP 47 tag), in order; English where it has none."""
    words: list[str] = resource_toml("stems", f"{nearest_language('stems', language)}.toml")["stems"]
    return tuple(words)


def in_turn(language: str, last: str) -> tuple[str, ...]:
    """Return the stems in the order they are offered in after `last`, which comes at the very end."""
    every = stems(language)
    after = every.index(last) + 1 if last in every else 0
    return (*every[after:], *every[:after])
