"""How the coach likes to write notes: size, spelling, hints. Kept in the vault, and nothing of a client."""

import json
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.remembered import Key, recall, remember
from coachdesk.models.store import Store

NO_SPELLING: Final = "off"
LEAST_ZOOM: Final = -2
MOST_ZOOM: Final = 6


@frozen(kw_only=True)
class NoteHabits:
    """`zoom` counts steps from the usual size; `spelling` pairs a language with the dictionary for it.

    The language is that of the clients in the coach's words, so a choice holds for all who share it.
    """

    zoom: int = 0
    shows_hints: bool = True
    spelling: tuple[tuple[str, str], ...] = ()

    def spelling_of(self, language: str) -> str | None:
        """Return the tag that was chosen for a language, `NO_SPELLING`, or None where nothing was."""
        return dict(self.spelling).get(language)

    def with_spelling(self, language: str, tag: str) -> "NoteHabits":
        """Return the same habits with another dictionary for a language."""
        return attrs.evolve(self, spelling=tuple(sorted({**dict(self.spelling), language: tag}.items())))

    def with_hints(self, *, shown: bool) -> "NoteHabits":
        """Return the same habits, with dots beside clinical words or without."""
        return attrs.evolve(self, shows_hints=shown)

    def zoomed(self, step: int) -> "NoteHabits":
        """Return the same habits with letters of another size, within what can be read."""
        return attrs.evolve(self, zoom=max(LEAST_ZOOM, min(MOST_ZOOM, step)))


def note_habits(store: Store) -> NoteHabits:
    """Return the habits that are kept in mind; the usual ones where there are none, or none that we know."""
    try:
        held = json.loads(recall(store, Key.NOTE_HABITS) or "{}")
        habits = NoteHabits(
            shows_hints=bool(held.get("hints", True)),
            spelling=tuple((str(language), str(tag)) for language, tag in held.get("spelling", {}).items()),
        )
        return habits.zoomed(int(held.get("zoom", 0)))
    except (ValueError, TypeError, AttributeError):
        return NoteHabits()


def remember_habits(store: Store, habits: NoteHabits) -> None:
    """Keep the habits in mind."""
    held = {"zoom": habits.zoom, "hints": habits.shows_hints, "spelling": dict(habits.spelling)}
    remember(store, Key.NOTE_HABITS, json.dumps(held, ensure_ascii=False))
