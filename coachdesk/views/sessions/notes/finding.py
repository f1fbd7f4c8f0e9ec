"""Where some words stand in the notes, whatever their case and accents."""

from coachdesk.models.folding import folded, folded_with_places

Place = tuple[int, int]


def places_of(text: str, sought: str) -> list[Place]:
    """Return begin and end of each place where this is found, none of them over another."""
    needle = folded(sought)
    if not needle.strip():
        return []
    plain, places = folded_with_places(text)
    found: list[Place] = []
    at = plain.find(needle)
    while at >= 0:
        begin, end = places[at], places[at + len(needle) - 1] + 1
        if not found or begin >= found[-1][1]:
            found.append((begin, end))
        at = plain.find(needle, at + len(needle))
    return found
