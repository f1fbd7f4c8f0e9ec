"""Where some words stand in the notes, whatever their case and accents."""

from collections.abc import Sequence

from attrs import frozen

from coachdesk.models.folding import folded, folded_with_places
from coachdesk.views.sessions.notes.units import units_of

Place = tuple[int, int]


@frozen
class Searched:
    """A text made ready to find words in; for a very long one that takes a while."""

    text: str
    plain: str
    origins: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Searched":
        """Return a text made ready."""
        return cls(text, *folded_with_places(text))

    def places_of(self, sought: str) -> list[Place]:
        """Return begin and end of each place where this is found, none of them over another, as Qt counts."""
        needle = folded(sought)
        units = units_of(self.text)
        found: list[Place] = []
        at = self.plain.find(needle) if needle.strip() else -1
        while at >= 0:
            begin, end = units(self.origins[at]), units(self.origins[at + len(needle) - 1] + 1)
            if not found or begin >= found[-1][1]:
                found.append((begin, end))
            at = self.plain.find(needle, at + len(needle))
        return found
