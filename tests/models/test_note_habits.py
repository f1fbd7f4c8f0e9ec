import pytest

from coachdesk.models.note_habits import MOST_ZOOM, NoteHabits, note_habits, remember_habits
from coachdesk.models.remembered import Key, remember
from coachdesk.models.store import Store


def test_habits_are_usual_at_first(store: Store) -> None:
    assert note_habits(store) == NoteHabits()


def test_habits_are_kept(store: Store) -> None:
    habits = NoteHabits(zoom=2, shows_hints=False).with_spelling("Deutsch", "de_AT").with_spelling("", "off")
    remember_habits(store, habits)
    assert note_habits(store) == habits
    assert habits.spelling_of("Deutsch") == "de_AT"
    assert habits.spelling_of("Polski") is None


@pytest.mark.parametrize(
    "held", ["", "[]", "{", '{"zoom": "much"}', '{"spelling": 3}', "null", '{"zoom": null}']
)
def test_what_is_not_understood_is_passed_over(store: Store, held: str) -> None:
    remember(store, Key.NOTE_HABITS, held)
    assert note_habits(store) == NoteHabits()


def test_the_size_has_bounds(store: Store) -> None:
    remember(store, Key.NOTE_HABITS, '{"zoom": 99}')
    assert note_habits(store).zoom == MOST_ZOOM
